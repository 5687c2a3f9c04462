import Expressions
import Testing

@Suite struct UnansweredTests {
    @Test(
        "A missing answer travels up through every operator that needs it",
        arguments: [
            "leer", "leer + 1", "1 + leer", "-leer", "!offen", "leer == 1", "leer != 1", "leer < 1", "leer in [1]",
            "1 in [leer]", "[leer]", "{'a': leer}", "leer == leer", "offen && true", "true && offen", "offen || false",
            "false || offen", "offen ? 1 : 2", "[1, 2][leer]", "wohnung.zusatz", "wohnung.zusatz == ''", "neben.ort",
            "personen.map(p, p.allein)", "personen.filter(p, p.allein)", "personen.exists(p, p.allein)",
            "personen.all(p, !p.allein)", "personen[0].wohnung.ort", "min([])", "max([].filter(x, true))",
            "min(1, leer)", "sum([leer])", "age(geburt, date('2020-01-01')) > leer", "size(neben.ort)",
            "neben.ort.startsWith('a')", "[1].exists(x, x == leer)", "label(frei)", "attribute(frei, 'art')",
            "offen && offen", "offen || offen", "has(neben.ort) || offen", "true ? leer : 1",
        ])
    func travels(_ source: String) throws {
        let world = try #require(World.example())
        #expect(try world.outcome(of: source) == .unanswered, "\(source)")
    }

    @Test(
        "A missing answer is absorbed by what decides without it, and by has()",
        arguments: [
            ("offen || true", true), ("true || offen", true), ("offen && false", false), ("false && offen", false),
            ("ja ? true : offen", true), ("has(leer)", false), ("has(n)", true), ("has(neben)", false),
            ("has(neben.ort)", false), ("has(wohnung.ort)", true), ("has(wohnung.zusatz)", false),
            ("has(inhaber.name)", true), ("!has(leer) || leer > 3", true), ("has(leer) && leer > 3", false),
            ("personen.exists(p, p.wohnung.ort == 'Köln')", true), ("personen.all(p, p.allein)", false),
            ("personen.all(p, has(p.geburt))", true), ("personen.exists(p, has(p.wohnung.ort))", true),
            ("has(personen[0].wohnung.ort)", false), ("has(personen[1].wohnung.ort)", true), ("has(this)", true),
            ("size(personen.filter(p, has(p.allein))) == 1", true),
        ])
    func absorbed(_ source: String, _ expected: Bool) throws {
        let world = try #require(World.example())
        #expect(try world.outcome(of: source) == .value(.bool(expected)), "\(source)")
    }

    @Test(
        "Where a missing answer meets a defect, the defect is told",
        arguments: [
            "offen || 1 / 0 > 0", "1 / 0 > 0 || offen", "offen && 1 / 0 > 0", "1 / 0 > 0 && offen", "leer + 1 / 0",
            "1 / 0 + leer", "[leer, 1 / 0]", "[1 / 0, leer]", "{'a': leer, 'b': 1 / 0}", "leer == 1 / 0",
            "min(leer, 1 / 0)", "[0, 1].exists(x, x == 0 ? offen : 1 / 0 > 0)",
            "[0, 1].all(x, x == 1 ? offen : 1 / 0 > 0)",
            "[0, 1].map(x, x == 0 ? leer : 1 / 0)", "[0, 1].filter(x, x == 0 ? offen : 1 / 0 > 0)",
            "days_between(neben.ort == '' ? today() : today(), 1 / 0 > 0 ? today() : today())",
        ])
    func defectWins(_ source: String) throws {
        let world = try #require(World.example())
        #expect(try world.outcome(of: source) == .failed(.divisionByZero), "\(source)")
    }

    @Test("Steps that run out are never absorbed") func steps() throws {
        let world = try #require(World.example())
        #expect(try world.outcome(of: "[1, 2, 3, 4, 5, 6].all(x, x > 0) || true", steps: 10) == .failed(.tooManySteps))
        #expect(try world.outcome(of: "false && true", steps: 1) == .failed(.tooManySteps))
        #expect(try world.outcome(of: "1", steps: 0) == .failed(.tooManySteps))
    }
}
