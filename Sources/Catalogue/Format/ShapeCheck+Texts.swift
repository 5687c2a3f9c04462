import Expressions

/// Texts and words in several languages.
extension ShapeCheck {
    mutating func checkLocalized(_ node: SourceNode, staffOnly: Bool) {
        let required = staffOnly ? [Language.german] : requiredLanguages
        guard case .map(let entries) = node.content else {
            return reject(
                node, wanted: "a text in each language: {\(required.map { "\($0): …" }.joined(separator: ", "))}")
        }
        for entry in entries {
            if Language.known.contains(Language(entry.key)) {
                _ = text(of: entry.value, "a text")
            } else {
                rejectKey(entry, of: "a text", among: Language.known.map(\.tag), given: entries)
            }
        }
        let missing = required.filter {
            node[$0.tag] == nil && !node.misspells($0.tag, among: Language.known.map(\.tag))
        }
        if !missing.isEmpty {
            log.error(
                "The text is missing in \(missing.map { "“\($0)”" }.joined(separator: " and ")).", at: node.location)
        }
    }

    mutating func checkWords(_ node: SourceNode) {
        guard case .map(let entries) = node.content else {
            return reject(node, wanted: "words in each language: {de: [Umzug, Ummeldung]}")
        }
        for entry in entries {
            guard Language.known.contains(Language(entry.key)) else {
                rejectKey(entry, of: "the words", among: Language.known.map(\.tag), given: entries)
                continue
            }
            checkList(entry.value, of: .text, minimum: 0, staffOnly: true)
        }
    }
}
