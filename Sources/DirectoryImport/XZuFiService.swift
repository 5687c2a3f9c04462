import Directory
import UnicodeText

/// One `leistung` while it is being read.
struct XZuFiService {
    /// The elements that hold texts.
    static let modules: Set<String> = ["modulText", "modulKosten", "modulBearbeitungsdauer", "modulFrist"]

    /// How deep the element stands.
    let depth: Int
    var id = ""
    var key: String?
    var words: [String: [String]] = [:]
    /// By language: what each kind of text says, the first of a kind.
    private var texts: [String: [String: String]] = [:]

    init(depth: Int) { self.depth = depth }

    /// Takes the texts of a module: of `modulText` by the code of the text, of the others by their element.
    mutating func take(_ module: [(language: String, text: String)], of element: String, code: String?) {
        guard let kind = element == "modulText" ? code : element else { return }
        for (language, text) in module {
            let plain = MarkupText.plain(text)
            if !plain.isEmpty, texts[language]?[kind] == nil { texts[language, default: [:]][kind] = plain }
        }
    }

    /// The kinds of text that a section is made of: the first that is there.
    private static let kinds: [DirectoryEntry.Section: [String]] = [
        .what: ["05", "24", "06"], .conditions: ["09"], .needs: ["08"], .cost: ["modulKosten", "10"],
        .duration: ["modulBearbeitungsdauer", "12"], .deadline: ["modulFrist", "13"], .procedure: ["11"],
        .legalBasis: ["07"], .responsible: ["22", "23"], .notes: ["16"],
    ]

    /// An entry for each language in which the service has a name; the name for citizens (03) before the official one.
    var entries: [DirectoryEntry] {
        guard !id.isEmpty else { return [] }
        return texts.keys.sorted().compactMap { language in
            guard let texts = texts[language], let title = texts["03"] ?? texts["02"] else { return nil }
            var others = words[language] ?? []
            if let official = texts["02"], official != title { others.append(official) }
            return DirectoryEntry(
                id: id, key: isKey ? key : nil, language: language,
                title: title.split(separator: "\n").joined(separator: " "),
                words: others.map { Sanitiser.sanitise($0) },
                sections: Self.kinds.compactMapValues { kinds in kinds.compactMap { texts[$0] }.first })
        }
    }

    private var isKey: Bool {
        key.map { $0.utf8.count == 14 && $0.utf8.allSatisfy { (48...57).contains($0) } } ?? false
    }
}
