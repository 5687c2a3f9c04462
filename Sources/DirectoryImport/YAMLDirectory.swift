import Catalogue
import Directory
import UnicodeText

/// Reads a directory that a town keeps by hand: a list of services, each text a map from language to wording.
enum YAMLDirectory {
    private static let names: [String: DirectoryEntry.Section] = [
        "what": .what, "conditions": .conditions, "needs": .needs, "cost": .cost, "duration": .duration,
        "deadline": .deadline, "procedure": .procedure, "legal_basis": .legalBasis, "responsible": .responsible,
        "notes": .notes,
    ]

    /// The names of columns and keys that stand for sections.
    static func section(_ name: String) -> DirectoryEntry.Section? { names[name] }

    static func read(_ bytes: [UInt8], file: String, log: inout FaultLog) -> [DirectoryEntry] {
        guard let root = YAMLSource.read(bytes, file: file, log: &log) else { return [] }
        guard case .list(let items) = root.content else {
            log.error("The file must be a list of services: each begins with “- id:”.", at: root.location)
            return []
        }
        return items.flatMap { entries(of: $0, log: &log) }
    }

    private static func entries(of node: SourceNode, log: inout FaultLog) -> [DirectoryEntry] {
        guard let id = node["id"]?.text, let titles = node["title"] else {
            log.error("A service needs “id” and “title”. It is left out.", at: node.location)
            return []
        }
        let wordings = texts(titles)
        if wordings.isEmpty { log.error("“title” holds no text. The service is left out.", at: titles.location) }
        var entries = wordings.sorted { $0.key < $1.key }.map { language, title in
            DirectoryEntry(id: id, key: node["key"]?.text, language: language, title: Sanitiser.sanitise(title))
        }
        for entry in node.entries where !["id", "title", "key"].contains(entry.key) {
            if entry.key == "words" {
                for index in entries.indices {
                    entries[index].words = entry.value[entries[index].language]?.items.compactMap(\.text) ?? []
                }
            } else if let section = section(entry.key) {
                let texts = texts(entry.value)
                for index in entries.indices {
                    entries[index].sections[section] = texts[entries[index].language].map(MarkupText.plain)
                }
            } else {
                log.error(
                    "A service of a directory has no key “\(entry.key)”. Allowed: id, key, title, words, "
                        + names.keys.sorted().joined(separator: ", ") + ".", at: entry.keyLocation)
            }
        }
        return entries
    }

    /// A plain text counts as German.
    private static func texts(_ node: SourceNode) -> [String: String] {
        if let text = node.text { return ["de": text] }
        return node.entries.reduce(into: [:]) { texts, entry in
            if let text = entry.value.text { texts[entry.key] = text }
        }
    }
}
