import Catalogue
import Foundation
import Testing

/// With jsonschema and PyYAML: `pip install jsonschema pyyaml`, as `Kiosk/test` does.
@Suite("The JSON Schemas say what the program says, an independent validator finds")
struct FormatSchemaTests {
    @Test("Each shipped service is valid")
    func services() throws { try expectValid(.service, Shipped.paths("services/")) }

    @Test("terminal.yaml is valid")
    func terminal() throws { try expectValid(.terminal, ["terminal.yaml"]) }

    @Test("Each shipped theme is valid")
    func themes() throws { try expectValid(.theme, Shipped.paths("themes/")) }

    @Test("The sample is valid")
    func sample() throws {
        let sample = try Sample()
        let texts = ["services/fund.yaml", "services/andere.yaml"].map { sample[$0] }
        #expect(try Validator.faults(of: texts, against: .service) == [[], []])
        #expect(try Validator.faults(of: [sample["terminal.yaml"]], against: .terminal) == [[]])
    }

    private func expectValid(_ format: FileFormat, _ paths: [String]) throws {
        let faults = try Validator.faults(of: paths.map(Shipped.text), against: format)
        for (path, faults) in zip(paths, faults) { #expect(faults == [], "\(path)") }
        #expect(!paths.isEmpty)
    }

    /// Slips of form; references and expressions are beyond a schema.
    private static let slips: [(format: FileFormat, file: String, old: String, new: String)] = [
        (.service, "services/fund.yaml", "version: 1", "version: eins"),
        (.service, "services/fund.yaml", "version: 1", "version: 0"),
        (.service, "services/fund.yaml", "title: {de: Fund", "titel: {de: Fund"),
        (.service, "services/fund.yaml", "category: steuern", "category: [steuern]"),
        (.service, "services/fund.yaml", "kiosk: none", "kiosk: no"),
        (.service, "services/fund.yaml", "2026-01-01", "1.1.2026"),
        (.service, "services/fund.yaml", "type: text, label: {de: Was", "type: txt, label: {de: Was"),
        (.service, "services/fund.yaml", "type: text, label: {de: Was", "typ: text, label: {de: Was"),
        (.service, "services/fund.yaml", "type: text, label: {de: Was", "type: text, min: 3, label: {de: Was"),
        (.service, "services/fund.yaml", "type: text, label: {de: Was, en: What}", "type: text"),
        (.service, "services/fund.yaml", "type: bool,", "type: bool, staff_only: ja,"),
        (.service, "services/fund.yaml", "- use: person", "- use: person\n        label: {de: A}"),
        (.service, "services/fund.yaml", "min: 0", "min: -1"),
        (.service, "services/fund.yaml", "value: a,", "wert: a,"),
        (.service, "services/fund.yaml", "checks:\n", "  - usepage: contact\nchecks:\n"),
        (.service, "services/fund.yaml", "checks:\n", "  - use_page: kontakt\nchecks:\n"),
        (.service, "services/fund.yaml", "id: wann", "id: Wann"),
        (.service, "services/fund.yaml", "{de: Weniger., en: Fewer.}", "{de: Weniger, bitte, en: Fewer.}"),
        (.terminal, "terminal.yaml", "profile: kiosk", "profile: kiosks"),
        (.terminal, "terminal.yaml", "key: \"14999010\"", "key: \"1499\""),
        (.terminal, "terminal.yaml", "    name: Amt\n", ""),
        (.terminal, "terminal.yaml", "offered: [de, en]", "offered: []"),
        (.theme, "themes/dunkel.yaml", "#0b0f14", "0b0f14"),
        (.theme, "themes/dunkel.yaml", "link:", "lnk:"),
    ]

    @Test("A slip of form is refused by the schema as by the program")
    func refused() throws {
        let sample = try Sample()
        for format in [FileFormat.service, .terminal, .theme] {
            let slips = Self.slips.filter { $0.format.name == format.name }
            let texts = slips.map { slip in
                sample[slip.file].replacing(slip.old, with: slip.new, maxReplacements: 1)
            }
            for (slip, (text, faults)) in zip(slips, zip(texts, try Validator.faults(of: texts, against: format))) {
                var broken = sample
                broken[slip.file] = text
                #expect(!faults.isEmpty, "\(slip.new) is accepted by the schema")
                #expect(broken.load().faults.contains { $0.severity == .error && $0.location.file == slip.file })
            }
        }
    }
}

/// Runs `Fixtures/validate.py`.
private enum Validator {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    static func faults(of texts: [String], against format: FileFormat) throws -> [[String]] {
        let task: JSONValue = [
            "schema": FormatSchema.schema(of: format), "documents": .array(texts.map(JSONValue.string)),
        ]
        let input = FileManager.default.temporaryDirectory.appendingPathComponent("schema-\(UUID().uuidString).json")
        defer { try? FileManager.default.removeItem(at: input) }
        try Data(JSONWriter.text(task).utf8).write(to: input)
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", Sample.fixtures + "/validate.py"]
        process.standardInput = try FileHandle(forReadingFrom: input)
        process.standardOutput = output
        try process.run()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(description: "validate.py failed: pip install jsonschema pyyaml")
        }
        return try JSONDecoder().decode([[String]].self, from: data)
    }
}
