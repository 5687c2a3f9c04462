/// A wording in one or more languages.
package struct LocalizedText: Hashable, Sendable {
    private let wordings: [Language: String]

    package init(_ wordings: [Language: String]) { self.wordings = wordings }

    /// A wording that is the same in all languages, such as a name.
    package init(plain: String) { wordings = [.german: plain] }

    /// Stands where a text is missing, in what is not taken up.
    static let missing = LocalizedText([:])

    /// The wording in this language; German where there is none.
    package func callAsFunction(_ language: Language) -> String {
        wordings[language] ?? wordings[.german] ?? ""
    }

    /// The wording in exactly this language.
    package func exact(_ language: Language) -> String? { wordings[language] }

    /// Whether German stands in for this language, which the screen says in a small note.
    package func fallsBack(in language: Language) -> Bool {
        wordings[language] == nil && wordings.count > 1
    }

    /// All wordings, for search.
    package var all: some Collection<String> { wordings.values }
}
