/// The wordings of the program itself, from `Config/texts/<tag>.yaml`: key → text in each language.
package struct Texts: Sendable {
    private let texts: [String: LocalizedText]

    init(_ texts: [String: LocalizedText]) { self.texts = texts }

    /// Keys with this beginning.
    package func keys(startingWith prefix: String) -> [String] {
        texts.keys.filter { $0.hasPrefix(prefix) }.sorted()
    }

    package subscript(key: String) -> LocalizedText? { texts[key] }

    /// The text of this key in this language, its `{placeholders}` filled in; the key itself where there is none,
    /// which the check of the configuration excludes.
    package func callAsFunction(_ key: String, _ language: Language, _ arguments: [String: String] = [:]) -> String {
        guard let text = texts[key]?(language) else { return key }
        return arguments.isEmpty ? text : Template(text).filled { arguments[$0] }
    }
}
