import Expressions
import Testing

@Suite struct UseTests {
    private func uses(_ source: String) throws -> [Use] {
        try Compiler.compile(source, in: try #require(World.example())).uses
    }

    private func slot(_ name: String) throws -> Int {
        let world = try #require(World.example())
        return try #require(world.names.firstIndex(of: name))
    }

    @Test("Every occurrence of a slot is a use, with its place") func occurrences() throws {
        let n = try slot("n")
        let ja = try slot("ja")
        #expect(
            try uses("n + n > 3 && ja") == [
                Use(slot: n, offset: 0), Use(slot: n, offset: 4), Use(slot: ja, offset: 13),
            ])
        #expect(try uses("1 + 1 == 2").isEmpty)
        #expect(try uses("inhaber.name == ''") == [Use(slot: try slot("inhaber.name"), offset: 0)])
    }

    @Test("A selected field is a use, with the slot it came from") func fields() throws {
        let people = try slot("personen")
        #expect(
            try uses("personen.filter(p, true)[0].wohnung.ort == ''") == [
                Use(slot: people, offset: 0),
                Use(slot: people, field: FieldUse(record: "person", field: "wohnung"), offset: 28),
                Use(slot: people, field: FieldUse(record: "anschrift", field: "ort"), offset: 36),
            ])
        #expect(
            try uses("personen.exists(p, p.allein)").last
                == Use(slot: people, field: FieldUse(record: "person", field: "allein"), offset: 21))
    }

    @Test("What stands in has() is marked") func has() throws {
        let home = try slot("neben")
        #expect(
            try uses("has(neben.ort) && neben.plz == ''") == [
                Use(slot: home, offset: 4, inHas: true),
                Use(slot: home, field: FieldUse(record: "anschrift", field: "ort"), offset: 10, inHas: true),
                Use(slot: home, offset: 18),
                Use(slot: home, field: FieldUse(record: "anschrift", field: "plz"), offset: 24),
            ])
        #expect(try uses("has(leer)") == [Use(slot: try slot("leer"), offset: 4, inHas: true)])
    }

    @Test(
        "A use is negative under an odd number of \"!\", in \"!=\", and in a condition",
        arguments: [
            ("ja", false), ("!ja", true), ("!!ja", false), ("!!!ja", true), ("!(true && ja)", true),
            ("!(!ja || true)", false),
            ("n != 1", true), ("1 != n", true), ("!(n != 1)", true), ("n == 1", false), ("ja ? 1 : 2", true),
            ("true ? n : 2", false), ("!(n == 1)", true), ("[1].all(x, !ja)", true), ("!!!!!ja", true),
            ("!!!!ja", false),
        ])
    func negative(_ source: String, _ expected: Bool) throws {
        #expect(try uses(source).map(\.negative) == [expected], "\(source)")
    }
}
