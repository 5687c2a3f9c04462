import Expressions

/// Reading of nodes that a `ShapeCheck` has looked at: what does not fit was told there and is nothing here.
extension SourceNode {
    func string(_ key: String) -> String? { self[key]?.text }

    func strings(_ key: String) -> [String] { self[key]?.items.compactMap(\.text) ?? [] }

    func integer(_ key: String) -> Int? { string(key).flatMap { Int($0) } }

    func flag(_ key: String) -> Bool { string(key) == "true" }

    func day(_ key: String) -> CivilDate? { string(key).flatMap { CivilDate(iso: $0) } }

    func localized(_ key: String) -> LocalizedText? { self[key]?.localizedText }

    func word<Word: RawRepresentable<String>>(_ key: String, as type: Word.Type = Word.self) -> Word? {
        string(key).flatMap(Word.init)
    }

    func words<Word: RawRepresentable<String>>(_ key: String, as type: Word.Type = Word.self) -> [Word] {
        strings(key).compactMap(Word.init)
    }

    /// A wording in each language, or one for all.
    var localizedText: LocalizedText? {
        switch content {
        case .scalar: text.map(LocalizedText.init(plain:))
        case .list: nil
        case .map(let entries):
            LocalizedText(
                Dictionary(
                    entries.compactMap { entry in entry.value.text.map { (Language(entry.key), $0) } },
                    uniquingKeysWith: { first, _ in first }))
        }
    }
}
