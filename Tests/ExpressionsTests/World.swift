import Expressions

/// Names, types and answers for one test; a name without an answer is unanswered.
struct World: Scope, Activation {
    struct Entry {
        let name: String
        let type: ValueType
        let value: Value?
    }

    var entries: [Entry] = []
    var refusals: [String: String] = [:]
    let today: CivilDate
    let now: Moment

    init?() {
        guard let today = CivilDate(iso: "2026-01-31"), let now = Moment(iso: "2026-01-31T08:30") else { return nil }
        self.today = today
        self.now = now
    }

    func with(_ name: String, _ type: ValueType, _ value: Value? = nil) -> World {
        var copy = self
        copy.entries.append(Entry(name: name, type: type, value: value))
        return copy
    }

    var names: [String] { entries.map(\.name) }

    func lookup(_ name: String) -> NameLookup {
        if let sentence = refusals[name] { return .refused(sentence) }
        guard let slot = entries.firstIndex(where: { $0.name == name }) else { return .unknown }
        return .found(slot: slot, type: entries[slot].type)
    }

    func value(of slot: Int) -> Value? { entries[slot].value }

    /// The outcome; a fault of the expression is a failure of the test.
    func outcome(
        of source: String, checking: Checking = .strict, steps: Int = 10_000
    ) throws(ExpressionFaults) -> Outcome {
        try Compiler.compile(source, in: self, checking: checking).evaluate(in: self, steps: steps)
    }

    /// What the check says against an expression; empty where it is accepted.
    func messages(about source: String) -> [String] {
        do throws(ExpressionFaults) {
            _ = try Compiler.compile(source, in: self)
            return []
        } catch {
            return error.faults.map(\.message)
        }
    }

    /// The usual answers of the tests below.
    static func example() -> World? {
        guard let world = World(), let birth = CivilDate(iso: "2008-02-29"), let partial = PartialDate(iso: "2008"),
            let opening = TimeOfDay(iso: "08:00"), let deadline = Moment(iso: "2026-01-31T00:00")
        else { return nil }
        let form = ChoiceDomain(
            name: "rechtsform", columns: ["art"], codes: ["gmbh", "ug", "ek"],
            contains: { ["gmbh", "ug", "ek"].contains($0) }, label: { $0 == "gmbh" ? "GmbH" : nil },
            attribute: { code, column in code == "gmbh" && column == "art" ? "juristisch" : nil })
        let state = ChoiceDomain(
            name: "staat", columns: [], contains: { $0.utf8.count == 3 }, label: { _ in nil },
            attribute: { _, _ in nil })
        let address = RecordType(name: "anschrift", fields: ["ort": .string, "plz": .string, "zusatz": .string])
        let person = RecordType(
            name: "person", fields: ["allein": .bool, "geburt": .partialDate, "wohnung": .record(address)])
        return
            world
            .with("n", .int, .int(7))
            .with("leer", .int)
            .with("ja", .bool, .bool(true))
            .with("offen", .bool)
            .with("name", .string, .string("Müller"))
            .with("rechtsform", .choice(form), .string("gmbh"))
            .with("form2", .choice(form), .string("ek"))
            .with("frei", .choice(form), .string("etwas anderes"))
            .with("staat", .choice(state), .string("000"))
            .with("arten", .list(.choice(form)), .list([.string("gmbh"), .string("ug")]))
            .with("geburt", .date, .date(birth))
            .with("geburt_teil", .partialDate, .partialDate(partial))
            .with("oeffnet", .time, .time(opening))
            .with("frist", .moment, .moment(deadline))
            .with("wohnung", .record(address), .record(["ort": .string("Bonn"), "plz": .string("53111")]))
            .with("neben", .record(address))
            .with("inhaber.name", .string, .string("Ada"))
            .with("this", .string, .string("HRB 12345"))
            .with(
                "personen", .list(.record(person)),
                .list([
                    .record(["allein": .bool(false), "geburt": .partialDate(partial)]),
                    .record(["geburt": .partialDate(partial), "wohnung": .record(["ort": .string("Köln")])]),
                ])
            )
            .with("alles", .dyn, .list([.int(1), .string("dos")]))
    }
}
