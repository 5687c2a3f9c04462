import Catalogue
import Testing

@Suite("Each shipped file, broken in more than ten ways, is told in its place, and the others go on")
struct ShippedFileTests {
    @Test("The shipped configuration is sound")
    func sound() {
        let outcome = Sample(files: Shipped.files).load(textKeys: Shipped.textKeys)
        #expect(outcome.faults.map(\.description) == [])
        #expect(Shipped.paths("services/").count >= 7)
    }

    private static let page =
        "{id: doppelt, title: \(words), questions: [{id: a, type: bool, label: \(words)}]}"
    private static let words = "{de: A, de-x-leicht: A, en: A}"

    private static let serviceBreakages: [Breakage] =
        Breakage.ofYAML + [
            .replace("a required key away", #"^retention_days: .*\n"#, with: "", at: nil),
            .replace("a key renamed by a letter", #"^title:"#, with: "titel:"),
            .replace("a key of a page renamed", #"^    questions:"#, with: "    questoins:"),
            .replace("a wrong type", #"^version: 1$"#, with: "version: eins"),
            .replace("a key twice", #"^version: 1$"#, with: "version: 1\nversion: 1"),
            .replace("an unknown office", #"(?<=destination: )[a-z]+"#, with: "mondbasis"),
            .replace("an unknown category", #"(?<=^category: )"#, with: "x"),
            .replace("an id unlike the file's name", #"(?<=^id: )"#, with: "x"),
            .replace("an unknown code list", #"(?<=[ _]codelist: )(?=[a-z])"#, with: "qqq"),
            .replace("an unknown code list file", #"(?<=: codelists/)"#, with: "x"),
            .replace("an unknown type of question", #"(?<=type: )text"#, with: "prosa"),
            .replace("a condition that is none", #"(?<=show_if: ).*"#, with: "1 + 1"),
            .replace("a name that nothing has", #"(?<=show_if: ).*"#, with: "mondphase == 3"),
            .replace("a rule with bad syntax", #"(?<=rule: ).*"#, with: "\"1 +\""),
            .replace("a day that does not exist", #"(?<=^valid_from: ).*"#, with: "2026-02-30"),
            .replace("no identification at the kiosk", #"(?<=^identification: ).*"#, with: "{koffer: none}"),
            .replace("an identification that there is not", #"(?<=kiosk: )[a-z_]+"#, with: "handschlag"),
            .replace("a language away", #"^    en: [^\n]*\n"#, with: "", at: nil),
            .replace("a swallowed comma", #"(?<=\{de: )[A-ZÄÖÜ]"#, with: "Ja, nein, X"),
            .replace("a page twice", #"^pages:\n"#, with: "pages:\n  - \(page)\n  - \(page)\n", at: 2),
        ]

    @Test("A broken service is told and left out", arguments: Shipped.paths("services/"), serviceBreakages)
    func service(_ path: String, _ breakage: Breakage) throws {
        try check(path, breakage)
    }

    private static let terminalBreakages: [Breakage] =
        Breakage.ofYAML + [
            .replace("no municipality", #"^municipality:"#, with: "municipalty:"),
            .replace("a wrong profile", #"(?<=^profile: )\w+"#, with: "kiosks"),
            .replace("no device", #"(?s)^device:.*?(?=^languages)"#, with: "", at: nil),
            .replace("an unknown theme", #"(?<=^theme: )"#, with: "x"),
            .replace("a number out of range", #"(?<=idle_seconds: )\d+"#, with: "1"),
            .replace("no number", #"(?<=warning_seconds: )\d+"#, with: "lang"),
            .replace("no AGS", #"(?<=key: ")\d"#, with: ""),
            .replace("an unknown language", #"(?<=offered: \[de, )"#, with: "xx, "),
            .replace("no UUID", #"(?<=destination: ")7"#, with: ""),
            .replace("an unknown channel", #"(?<=reply_channels: \[)letter"#, with: "brief"),
            .replace("an unknown street list", #"(?<=street_codelist: codelists/)"#, with: "x"),
            .replace("an unknown service", #"(?<=^  - )m"#, with: "x"),
            .replace("a flag that is none", #"(?<=^training: )true"#, with: "yes"),
        ]

    @Test("A broken terminal.yaml is told", arguments: terminalBreakages)
    func terminal(_ breakage: Breakage) throws { try check("terminal.yaml", breakage) }

    private static let themeBreakages: [Breakage] =
        Breakage.ofYAML + [
            .replace("no text colour", #"^text:"#, with: "txt:"),
            .replace("no colour", ##"(?<=^link: "#)"##, with: "x"),
            .replace("a colour without quotes", #"^ok: .*$"#, with: "ok: #00ff00"),
            .replace("no contrast", #"^muted: .*$"#, with: "muted: \"#808080\""),
            .replace("no title", #"^title: .*\n"#, with: "", at: nil),
        ]

    @Test("A broken theme is told", arguments: Shipped.paths("themes/"), themeBreakages)
    func theme(_ path: String, _ breakage: Breakage) throws { try check(path, breakage) }

    private static let textBreakages: [Breakage] =
        Breakage.ofYAML.filter { !["an unknown key at the end"].contains($0.name) } + [
            .replace("a text away", #"^input\.empty: .*\n"#, with: "", at: nil),
            .replace("a key renamed", #"^input\.empty:"#, with: "input.emtpy:", at: nil),
            .replace("a list where a text belongs", #"(?<=^input\.empty: ).*$"#, with: "[a]"),
            .replace("a placeholder away", #"\{max\}"#, with: "", at: nil),
            .replace("a placeholder too many", #"(?<=^input\.empty: ").*$"#, with: "{mond}\"", at: nil),
        ]

    @Test("Broken texts are told", arguments: Shipped.paths("texts/"), textBreakages)
    func texts(_ path: String, _ breakage: Breakage) throws { try check(path, breakage, onlyThere: false) }

    private static let listBreakages: [Breakage] =
        Breakage.ofBytes + [
            .replace("a row too short", #"(?<=\n)[^\n]*\n\z"#, with: "x\n"),
            .replace("a row too long", #"\n\z"#, with: ",,,,,,,\n"),
            Breakage("a code twice") { text in
                let lines = text.split(separator: "\n")
                return (Array((text + lines[lines.count - 1] + "\n").utf8), lines.count + 1)
            },
            .replace("no code", #"(?<=\n)[^,]+(?=,[^\n]*\n\z)"#, with: ""),
            .replace("no column code", #"\Acode"#, with: "kode"),
            .replace("no label", #"label\.de|label"#, with: "wort"),
            .replace("a column twice", #"\Acode,"#, with: "code,code,"),
            .replace("semicolons", #"\A[^\n]*"#, with: "code;label"),
            .replace("a quote that is never closed", #"(?<=\n)[^\n]*\n\z"#, with: "\"x,\n"),
            .replace("text after a quote", #"(?<=\n)[^\n,]*(?=,[^\n]*\n\z)"#, with: "\"x\"y"),
            .replace("no rows", #"(?s)(?<=\n).*\z"#, with: "", at: nil),
        ]

    @Test("A broken code list is told", arguments: Shipped.paths("codelists/"), listBreakages)
    func list(_ path: String, _ breakage: Breakage) throws { try check(path, breakage, onlyThere: false) }

    private func check(_ path: String, _ breakage: Breakage, onlyThere: Bool = true) throws {
        guard let (bytes, line) = breakage.apply(Shipped.text(path)) else { return }
        let outcome = Shipped.load(path, bytes)
        let errors = outcome.faults.filter { $0.severity == .error }
        // A slip in one language's text may show in that of another.
        #expect(errors.contains { isTold($0, path, line) || ($0.isText && path.hasPrefix("texts/de.")) }, "\(errors)")
        #expect(errors.count < 20, "\(errors.count) faults of one slip")
        if onlyThere, path.hasPrefix("services/") {
            #expect(errors.allSatisfy { $0.location.file == path })
            let configuration = try #require(outcome.configuration)
            #expect(!configuration.services.contains { path == "services/\($0.id).yaml" })
            #expect(configuration.services.contains { Shipped.bystander(of: path) == "services/\($0.id).yaml" })
        }
        for fault in errors {
            #expect(fault.message.contains(#/[.?:…]$/#), "not a sentence: \(fault)")
        }
    }

    private func isTold(_ fault: Fault, _ path: String, _ line: Int?) -> Bool {
        fault.location.file == path && (line == nil || fault.location.line == line)
    }
}

extension Fault {
    fileprivate var isText: Bool { location.file.hasPrefix("texts/") }
}
