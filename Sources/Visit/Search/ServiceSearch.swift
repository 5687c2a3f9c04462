package import Catalogue

/// Type to find over titles, words and synonyms of services.
package struct ServiceSearch: Sendable {
    private struct Entry: Sendable {
        let id: String
        let title: String
        /// Each word of title, synonyms and category, folded.
        let words: [String]
    }

    private let entries: [Entry]

    package init(_ services: [Service], language: Language) {
        entries = services.map { service in
            var texts = [service.title(language), service.title(.german)]
            texts += (service.words[language] ?? []) + (service.words[.german] ?? [])
            return Entry(
                id: service.id, title: SearchFolding.fold(service.title(language)), words: texts.map(SearchFolding.fold)
            )
        }
    }

    /// The ids that fit, best first: the title begins so, a word of it does, a synonym does, it stands anywhere.
    package func ids(matching typed: String) -> [String] {
        let wanted = SearchFolding.fold(typed).split(separator: " ").map(String.init)
        guard !wanted.isEmpty else { return entries.map(\.id) }
        var ranked: [[String]] = [[], [], [], []]
        for entry in entries {
            if let rank = rank(entry, wanted) { ranked[rank].append(entry.id) }
        }
        return ranked.flatMap { $0 }
    }

    private func rank(_ entry: Entry, _ wanted: [String]) -> Int? {
        var worst = 0
        for word in wanted {
            if entry.title.hasPrefix(word) { continue }
            if entry.title.contains(" " + word) {
                worst = max(worst, 1)
            } else if entry.words.contains(where: { $0.hasPrefix(word) || $0.contains(" " + word) }) {
                worst = max(worst, 2)
            } else if entry.words.contains(where: { $0.contains(word) }) {
                worst = max(worst, 3)
            } else {
                return nil
            }
        }
        return worst
    }
}
