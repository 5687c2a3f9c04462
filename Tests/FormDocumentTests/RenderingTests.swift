import Catalogue
import DocumentRendering
import FormDocument
import Forms
import Foundation
import Testing

/// The PDF, as other programs read it. What stands in it is made up.
@Suite struct RenderingTests {
    @Test(arguments: ["de", "de-x-leicht", "en"])
    func `Every answer stands in the file, with the German words beside those of another language`(tag: String) throws {
        let document = try Documents.confirmed("bewohnerparkausweis", in: Language(tag))
        let (bytes, pages) = try DocumentRenderer.render(document)
        // In the order in which it was drawn, without spaces and line ends.
        let text = try Documents.run("pdftotext", ["-raw", "FILE", "-"], on: bytes)
        let drawn = text.filter { !$0.isWhitespace }
        var count = 0
        for line in document.sections.flatMap(\.lines) {
            for part in [line.label, line.germanLabel, line.text, line.germanText, line.note].compactMap({ $0 }) {
                #expect(drawn.contains(part.filter { !$0.isWhitespace }), "“\(part)” is missing.")
                count += 1
            }
        }
        #expect(count > 30 && pages >= 1)
        #expect(tag == "de" || document.sections.contains { $0.lines.contains { $0.germanLabel != nil } })
        #expect(text.contains("Seite 1 von \(pages)") && text.contains("A2B3 2222 2347"))
    }

    @Test func `The file is sound, tagged, A4, with title and language`() throws {
        let document = try Documents.confirmed("gewerbe-anmeldung", in: .german)
        let (bytes, pages) = try DocumentRenderer.render(document)
        _ = try Documents.run("qpdf", ["--check", "FILE"], on: bytes)
        let info = try Documents.run("pdfinfo", ["FILE"], on: bytes)
        func value(_ key: String) -> String? {
            info.split(separator: "\n").first { $0.hasPrefix(key + ":") }.map {
                $0.dropFirst(key.count + 1).drop { $0 == " " }.description
            }
        }
        #expect(value("Title") == document.title)
        #expect(value("Tagged") == "yes")
        #expect(value("Pages") == String(pages) && pages > 1)
        #expect(value("Page size")?.contains("A4") == true)
        let structure = try Documents.run("pdfinfo", ["-struct", "FILE"], on: bytes)
        #expect(structure.contains("H1") && structure.contains("H2") && structure.contains("TH"))
        let plain = try Documents.run("qpdf", ["--qdf", "--object-streams=disable", "FILE", "-"], on: bytes)
        #expect(plain.contains("/Lang (de)") && plain.contains("/DisplayDocTitle true"))
    }

    @Test func `A text longer than a page goes on over the next ones, every line once`() throws {
        let lines = (1...200).map { "Zeile\($0)Ende" }
        let document = FormDocument(
            title: "Anregung", town: "Stadt Ahornbach", facts: [],
            sections: [
                .init(title: "Ihre Anregung", lines: [.init(label: "Text", text: lines.joined(separator: "\n"))])
            ],
            footer: "Seite {page} von {pages}")
        let (bytes, pages) = try DocumentRenderer.render(document)
        #expect(pages >= 4)
        let text = try Documents.run("pdftotext", ["-layout", "FILE", "-"], on: bytes)
        for line in lines { #expect(text.components(separatedBy: line).count == 2, "\(line)") }
        for page in 1...pages { #expect(text.contains("Seite \(page) von \(pages)")) }
    }

    @Test func `All characters of DIN 91379 can be printed`() throws {
        var letters: [String] = DIN91379.letters.joined().compactMap(Unicode.Scalar.init).map { String($0) }
        for (marks, bases) in DIN91379.sequences { letters += bases.map { String($0) + marks } }
        letters += ["K\u{035F}H", "k\u{035F}h"]
        letters += DIN91379.textSigns.map { String($0) }
        #expect(letters.count > 700)
        let document = FormDocument(
            title: "Zeichen", town: "Stadt Ahornbach", facts: [],
            sections: [.init(title: "Alle", lines: [.init(label: "Buchstaben", text: letters.joined(separator: " "))])],
            footer: "")
        let (_, pages) = try DocumentRenderer.render(document)
        #expect(pages >= 1)
    }

    @Test func `What no font has is refused rather than left out`() {
        let document = FormDocument(
            title: "\u{E000}", town: "", facts: [], sections: [], footer: "")
        #expect(throws: RenderingError.missingGlyphs(count: 1)) { try DocumentRenderer.render(document) }
    }

    @Test func `Nothing that is printed of a document shows an answer`() {
        let document = FormDocument(
            title: "T", town: "", facts: [],
            sections: [.init(title: "Geheim", lines: [.init(label: "L", text: "Geheim")])], footer: "")
        #expect(!String(reflecting: document).contains("Geheim") && !"\(document.sections)".contains("Geheim"))
    }
}
