import Catalogue
import Expressions
import Forms
import Testing

/// The examples that service files bring along, and files of answers.
@Suite struct ExampleTests {
    private static let pages = """
        - id: a
          title: ~A~
          questions:
            - {id: name, type: text, label: ~Name~}
            - {id: n, type: int, label: ~N~, required: false, check: [{rule: this < 5, message: ~viel~, level: warn}], stop_if: [{rule: this == 9, message: ~Halt~}]}
        - id: leute
          title: ~Leute~
          repeat: {min: 0, max: 2, label: ~Mensch~, ask: ~Wer~}
          questions: [{id: name, type: text, label: ~Name~}]
        """

    private func faults(_ answers: String, _ expect: String, persona: String = "") throws -> [String] {
        let example =
            "{name: E, today: 2026-03-01, profile: kiosk, \(persona)answers: {\(answers)}, expect: {\(expect)}}"
        let probe = try TestService(Self.pages, head: "examples:\n  - \(example)")
        return ExampleRun(probe.configuration).faults().map(\.message)
    }

    @Test func `An example that comes out as expected has no faults`() throws {
        #expect(
            try faults(
                "a: {name: Anna, n: 7}, leute: [{name: Berta}]",
                "pages: [a, leute], errors: [], warnings: [a.n], fee: 0, payload: {leute: [{name: Berta}]}"
            ).isEmpty)
    }

    @Test func `A stop that is expected is none of the faults`() throws {
        #expect(try faults("a: {name: Anna, n: 9}", "stop: a.n").isEmpty)
    }

    @Test(arguments: [
        ("a: {name: Anna, n: 9}", "errors: []", "expects the stop nowhere; it comes out as a stop at a.n"),
        ("a: {name: Anna}", "stop: a.n", "expects the stop a.n; it comes out as no stop"),
        ("a: {name: Anna}, leute: []", "pages: [a]", "expects the pages [a]"),
        ("a: {name: Anna}, leute: []", "errors: [a.n]", "expects the errors [a.n]; it comes out as []"),
        ("a: {}", "errors: []", "a.name: Füllen Sie dieses Feld aus."),
        ("a: {name: Anna}", "fee: 100", "expects the fee 100; it comes out as 0"),
        ("a: {name: Anna}", "payload: {a: {name: Bea}}", "expects another value of “payload.a.name”"),
        ("a: {name: Anna}", "payload: {a: {n: 1}}", "expects “payload.a.n”; it is not there"),
        ("b: {name: Anna}", "", "There is no page “b” here. There are: a, leute."),
        ("a: {nam: Anna}", "", "There is no question “nam” here"),
        ("a: {name: [Anna]}", "", "This is no answer to “a.name”"),
        ("leute: {name: Anna}", "", "“leute” repeats; a list must stand here."),
        ("leute: [{name: A}, {name: B}, {name: C}]", "", "there is no such item, or too many"),
    ])
    func `What comes out otherwise is told`(answers: String, expect: String, beginning: String) throws {
        let found = try faults(answers, expect)
        #expect(found.contains { $0.contains(beginning) }, "\(found)")
    }

    @Test func `An unknown persona is told with those there are`() throws {
        #expect(
            try faults("a: {name: A}", "", persona: "persona: otto, ").first?.contains("“otto”. Allowed: erika") == true
        )
    }
}
