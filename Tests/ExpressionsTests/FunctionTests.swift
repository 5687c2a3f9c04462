import Expressions
import Testing

@Suite struct FunctionTests {
    @Test(
        "Dates, times, numbers and choices are reckoned with as the service files say",
        arguments: [
            "today() == date('2026-01-31')", "now() == date('2026-01-31T08:30')", "today() < date('2026-02-01')",
            "month(today()) == 1 && day(today()) == 31 && year(now()) == 2026",
            "int('1250') + 1 == 1251", "int('-7') == -7", "time('08:30') < time('17:00')",
            "time('12:' + '00') == time('12:00')",
            "days_between(date('2026-01-01'), today()) == 30", "days_between(today(), date('2026-01-01')) == -30",
            "days_between(date('2024-02-28'), date('2024-03-01')) == 2", "days_between(today(), today()) == 0",
            "age(geburt) == 17", "age(geburt, date('2026-02-28')) == 17", "age(geburt, date('2026-03-01')) == 18",
            "age(geburt_teil) == 17", "age(geburt_teil, date('2026-12-30')) == 17",
            "age(geburt_teil, date('2026-12-31')) == 18", "age(date('2026-02-01')) == -1",
            "date('2026-01-31') == date('2026-01-31T00:00')", "date('2026-01-31T00:01') > date('2026-01-31')",
            "!(date('2026-01-31T00:00') > date('2026-01-31'))", "date('2026-01-31') < now()", "now() > today()",
            "today() <= frist && today() >= frist", "frist == today()", "frist in [today()]",
            "date('2026-01-30') < frist",
            "oeffnet == oeffnet", "oeffnet <= oeffnet", "geburt_teil == geburt_teil", "!(geburt_teil != geburt_teil)",
            "sum([]) == 0", "sum([1, 2, -4]) == -1", "sum(personen.map(p, 1)) == 2", "min(3, 1, 2) == 1",
            "max([3, 1, 2]) == 3", "max('a', 'b') == 'b'", "min(date('2026-01-01'), today()) < today()",
            "max([date('2020-01-01'), today()]) == today()", "min(oeffnet, oeffnet) == oeffnet", "max([5]) == 5",
            "label(rechtsform) == 'GmbH'", "attribute(rechtsform, 'art') == 'juristisch'",
            "arten.exists(a, attribute(a, 'art') == 'juristisch')", "rechtsform == 'gmbh'", "rechtsform != form2",
            "'gmbh' in arten", "rechtsform in arten", "rechtsform in ['gmbh', 'ug']", "!(form2 in ['gmbh', 'ug'])",
            "rechtsform.startsWith('g')", "rechtsform + '!' == 'gmbh!'", "arten == ['gmbh', 'ug']",
            "date('2026-01-' + '05') == date('2026-01-05')", "this.matches('^(HRA|HRB) ?[0-9]{1,7}$')",
            "alles == [1, 'dos']", "alles[0] == 1", "(ja ? rechtsform : 'keine') == 'gmbh'",
            "frei == 'gmbh' || frei != 'ug'",
        ])
    func holds(_ source: String) throws {
        let world = try #require(World.example())
        #expect(try world.outcome(of: source) == .value(.bool(true)), "\(source)")
    }

    @Test(
        "The type of an expression is known before it runs",
        arguments: [
            ("1", "whole number"), ("'a'", "text"), ("1 < 2", "yes/no"), ("today()", "date"),
            ("now()", "date with time"),
            ("date('2026-01-31T08:30')", "date with time"), ("date('2026-01-31')", "date"), ("date(this)", "date"),
            ("[1]", "list of whole number"), ("[1, 'a']", "list"), ("[]", "list"),
            ("{'a': 1}", "map from text to whole number"),
            ("{}", "map"), ("rechtsform", "choice from 'rechtsform'"), ("arten", "list of choice from 'rechtsform'"),
            ("wohnung", "group 'anschrift'"), ("wohnung.ort", "text"), ("personen[0].wohnung", "group 'anschrift'"),
            ("personen.map(p, p.geburt)", "list of partial date"),
            ("personen.filter(p, true)", "list of group 'person'"),
            ("ja ? rechtsform : 'x'", "text"), ("ja ? rechtsform : form2", "choice from 'rechtsform'"),
            ("min(today(), geburt)", "date"), ("oeffnet", "time of day"), ("null", "null"), ("alles", "any value"),
            ("{1: 'a', 'b': 2}", "map"), ("[[1], [2]]", "list of list of whole number"), ("label(rechtsform)", "text"),
        ])
    func types(_ source: String, _ type: String) throws {
        let world = try #require(World.example())
        #expect(try Compiler.compile(source, in: world).type.description == type)
    }

    @Test("The clock is noted where it is used", arguments: ["today() == geburt", "now() > frist", "age(geburt) > 3"])
    func clock(_ source: String) throws {
        let world = try #require(World.example())
        #expect(try Compiler.compile(source, in: world).usesClock)
        #expect(try !Compiler.compile("age(geburt, geburt) == 0", in: world).usesClock)
    }
}
