import Catalogue
import Testing

@Suite("Files as editors and attackers leave them")
struct SourceTests {
    @Test(
        "A byte order mark and CRLF are read, places stay the same",
        arguments: ["services/fund.yaml", "terminal.yaml", "texts/de.yaml", "codelists/farben.csv"])
    func harmless(_ path: String) throws {
        var sample = try Sample()
        sample[path] = "\u{FEFF}" + sample[path].split(separator: "\n").joined(separator: "\r\n") + "\r\n"
        #expect(sample.load().faults.map(\.description) == [])
    }

    @Test("With CRLF a fault in a folded expression keeps its place")
    func folded() throws {
        var sample = try Sample()
        let old = "{rule: size(leute) < 9, page"
        sample["services/fund.yaml"] = sample["services/fund.yaml"]
            .replacing(old, with: "{rule: \"size(leute)\n      < 9 && size(laute) > 1\", page")
            .replacing("\n", with: "\r\n")
        #expect(
            sample.load().faults.map(\.description) == [
                "services/fund.yaml:47:19: Nothing here is called \"laute\". Did you mean \"leute\"?"
            ])
    }

    /// What stands behind `title: ` of the service, and the place and sentence of the fault.
    private static let hostile: [(text: String, fault: String)] = [
        (
            "{de: [&a [x], &b [*a, *a], &c [*b, *b]], en: *c}",
            "4:26: Anchors (&) and aliases (*) are not allowed. Use “blocks” and “use”, or put quotes around the text."
        ),
        (
            "&x {de: A, en: B}",
            "4:8: Anchors (&) and aliases (*) are not allowed. Use “blocks” and “use”, or put quotes around the text."
        ),
        ("\(String(repeating: "[", count: 41))", "4:1: Brackets are nested deeper than 40 levels. Write it flatter."),
        ("{de: \"a\\0b\", en: B}", "4:13: An escape in this text stands for a control character. Delete it."),
        (
            "{de: a\u{0085}b, en: B}",
            "4:1: This line has a control character that nobody can see. Delete it and type the line again."
        ),
        (
            "{de: a\u{2028}b, en: B}",
            "4:1: This line has a control character that nobody can see. Delete it and type the line again."
        ),
        (
            "{de: a\u{1B}[31m, en: B}",
            "4:1: This line has a control character that nobody can see. Delete it and type the line again."
        ),
        (
            "{de: a\rb, en: B}",
            "4:1: This line ends with a carriage return alone. Save the file with line ends LF or CRLF."
        ),
        ("!!binary abc", "4:8: Tags (!) are not allowed. Put quotes around a text that begins with “!”."),
    ]

    @Test("What could harm is refused before it does", arguments: hostile)
    func refused(_ hostile: (text: String, fault: String)) throws {
        var sample = try Sample()
        let service = sample["services/fund.yaml"]
        sample["services/fund.yaml"] = service.replacing("title: {de: Fund, en: Find}", with: "title: " + hostile.text)
        #expect(sample.load().faults.map(\.description) == ["services/fund.yaml:" + hostile.fault])
    }

    @Test("A bomb as a key of a map is refused at once")
    func bombAsKey() throws {
        var sample = try Sample()
        let levels = (1...9).map {
            "a\($0): &a\($0) [\(Array(repeating: "*a\($0 - 1)", count: 9).joined(separator: ","))]"
        }
        sample["services/fund.yaml"] = "a0: &a0 [x]\n" + levels.joined(separator: "\n") + "\n? *a9\n: 1\n"
        #expect(sample.load().faults.map(\.location.description) == ["services/fund.yaml:2:10"])
    }

    @Test("A text with & and * at the beginning of words is no alias")
    func operators() throws {
        var sample = try Sample()
        let service = sample["services/fund.yaml"]
        sample["services/fund.yaml"] =
            service
            .replacing("rule: size(leute) < 9", with: "rule: \"size(leute)*size(leute)<9&&size(leute) < 3\"")
            .replacing("{de: Was, en: What}", with: "{de: A & B * C, en: Q&A}")
        #expect(sample.load().faults.map(\.description) == [])
    }

    @Test("A stray file is a warning, a missing terminal.yaml an error that still lets the rest be told")
    func strays() throws {
        var sample = try Sample()
        sample["services/fund.yml"] = "id: fund"
        sample["liesmich.txt"] = "Hallo"
        let outcome = sample.load()
        #expect(outcome.faults.map(\.severity) == [.warning, .warning])
        #expect(outcome.configuration?.services.count == 2)

        sample.remove("terminal.yaml")
        sample["services/fund.yaml"] = sample["services/fund.yaml"].replacing("version: 1", with: "version: x")
        let without = sample.load()
        #expect(without.configuration == nil)
        #expect(
            without.faults.filter { $0.severity == .error }.map(\.location.file) == [
                "services/fund.yaml", "terminal.yaml",
            ])
    }

    @Test("A second version is taken up, the same version twice is told")
    func versions() throws {
        var sample = try Sample()
        let service = sample["services/fund.yaml"]
        sample["services/fund.v2.yaml"] = service.replacing("version: 1", with: "version: 2")
        #expect(sample.load().configuration?.services.map(\.version) == [1, 2, 1])

        sample["services/fund.v2.yaml"] = service
        let outcome = sample.load()
        #expect(
            outcome.faults.map(\.description) == [
                "services/fund.yaml:1:1: This version stands in services/fund.v2.yaml already. Count “version” up."
            ])
        #expect(outcome.configuration?.leftOut == ["fund"])
    }
}
