import Forms
import Foundation
import Testing
import UnicodeText

@Suite("Sentences of faults")
struct InputTextsTests {
    private static let languages = ["de", "de-x-leicht", "en"]

    /// Key and sentence of every line `key: "sentence"`.
    private func texts(_ language: String) throws -> [String: String] {
        let root = URL(filePath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let file = root.appending(path: "Config/texts/\(language).yaml")
        var texts: [String: String] = [:]
        for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") where !line.hasPrefix("#") {
            guard let colon = line.firstRange(of: ": \""), line.hasSuffix("\"") else { continue }
            let key = String(line[..<colon.lowerBound])
            #expect(texts[key] == nil, "\(key) stands twice")
            texts[key] = String(line[colon.upperBound...].dropLast())
        }
        return texts
    }

    private func placeholders(_ sentence: String) -> Set<String> {
        Set(
            sentence.split(separator: "{", omittingEmptySubsequences: false).dropFirst().map {
                String($0.prefix { $0 != "}" })
            })
    }

    @Test("Every fault has a sentence in every language, and every sentence a fault", arguments: languages)
    func keys(_ language: String) throws {
        let keys = try texts(language).keys.filter { $0.hasPrefix("input.") }
        #expect(Set(keys) == Set(InputFault.textKeys))
        #expect(InputFault.textKeys.count == Set(InputFault.textKeys).count)
    }

    @Test("All languages have the same keys", arguments: languages)
    func sameKeys(_ language: String) throws {
        #expect(Set(try texts(language).keys) == Set(try texts("de").keys))
    }

    @Test("A sentence fills exactly the places for which its fault has something to say", arguments: languages)
    func arguments(_ language: String) throws {
        let texts = try texts(language)
        let format = Format(language: language)
        for fault in InputFault.examples {
            let sentence = try #require(texts[fault.textKey])
            let arguments = fault.arguments(in: format)
            #expect(placeholders(sentence) == Set(arguments.keys), "\(fault.textKey)")
            #expect(arguments.values.allSatisfy { !$0.isEmpty })
        }
    }

    @Test("A sentence about bounds names them as the language writes them")
    func bounds() {
        #expect(
            InputFault.dateDay(month: 2, year: 2026).arguments == ["month": "Februar", "year": "2026", "last": "28"])
        let sum = InputFault.euroTooLarge(max: 123_450)
        #expect(sum.arguments == ["max": "1.234,50 €"])
        #expect(sum.arguments(in: Format(language: "en")) == ["max": "€1,234.50"])
    }

    @Test("Sentences end like sentences and hold nothing that a terminal would not show", arguments: languages)
    func form(_ language: String) throws {
        for (key, sentence) in try texts(language) where key.hasPrefix("input.") {
            let last = sentence.last ?? " "
            #expect(last == "." || last.isNumber || last.isLetter, "\(key)")
            #expect(!sentence.contains("  ") && !sentence.contains("\""), "\(key)")
            #expect(sentence == Normalization.composed(sentence), "\(key)")
        }
    }

    @Test("Plain language speaks in short sentences without passive and abbreviations")
    func plainLanguage() throws {
        for (key, text) in try texts("de-x-leicht") where key.hasPrefix("input.") {
            let words = Words.fold(text).split(separator: " ")
            for odd in ["wird", "werden", "wurde", "bzw", "zb", "usw", "ggf", "muss", "nicht", "kein", "keine"] {
                #expect(!words.contains(Substring(odd)), "\(key): \(odd)")
            }
            for sentence in text.components(separatedBy: ". ") {
                #expect(sentence.split(separator: " ").count <= 14, "\(key): \(sentence)")
            }
        }
    }
}
