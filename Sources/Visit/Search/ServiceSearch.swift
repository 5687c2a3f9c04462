package import Catalogue

/// Type to find over titles, words and synonyms of services.
package struct ServiceSearch: Sendable {
    private struct Entry: Sendable {
        let id: String
        /// The title, folded, and after a line break each synonym; as bytes, for speed.
        let text: [UInt8]
        let titleEnd: Int
    }

    private let entries: [Entry]

    package init(_ services: [Service], language: Language) {
        entries = services.map { service in
            let title = SearchFolding.fold(service.title(language))
            var words = [service.title(.german)] + (service.words[language] ?? []) + (service.words[.german] ?? [])
            words = words.map(SearchFolding.fold)
            let text = Array(([title] + words).joined(separator: "\n").utf8)
            return Entry(id: service.id, text: text, titleEnd: title.utf8.count)
        }
    }

    /// The ids that fit, best first: the title begins so, a word of it does, a synonym does, it stands anywhere.
    package func ids(matching typed: String) -> [String] {
        let wanted = SearchFolding.fold(typed).split(separator: " ").map { Array($0.utf8) }
        guard !wanted.isEmpty else { return entries.map(\.id) }
        var ranked: [[String]] = [[], [], [], []]
        for entry in entries {
            if let rank = Self.rank(entry, wanted) { ranked[rank].append(entry.id) }
        }
        return ranked.flatMap { $0 }
    }

    /// That of the word that fits worst; nothing where one does not fit at all.
    private static func rank(_ entry: Entry, _ wanted: [[UInt8]]) -> Int? {
        var worst = 0
        for word in wanted {
            guard let rank = rank(entry, word) else { return nil }
            worst = max(worst, rank)
        }
        return worst
    }

    private static func rank(_ entry: Entry, _ word: [UInt8]) -> Int? {
        entry.text.withUnsafeBufferPointer { text in
            word.withUnsafeBufferPointer { word in
                guard let first = word.first, text.count >= word.count else { return nil }
                var best: Int?
                for position in 0...(text.count - word.count) where text[position] == first {
                    guard (1..<word.count).allSatisfy({ text[position + $0] == word[$0] }) else { continue }
                    if position == 0 { return 0 }
                    let beginsWord = text[position - 1] == 0x20 || text[position - 1] == 0x0A
                    best = min(best ?? 3, !beginsWord ? 3 : position < entry.titleEnd ? 1 : 2)
                }
                return best
            }
        }
    }
}
