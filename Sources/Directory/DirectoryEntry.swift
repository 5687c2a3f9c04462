/// What a service directory such as Amt24 says about one service, in one language.
package struct DirectoryEntry: Codable, Hashable, Sendable {
    /// What the sections of a description are called, in the order in which they are shown.
    package enum Section: String, Codable, Hashable, Sendable, CaseIterable {
        /// What it is.
        case what
        /// Who may, and under which conditions.
        case conditions
        /// What to bring.
        case needs
        case cost
        case duration
        case deadline
        /// How it goes.
        case procedure
        case legalBasis
        /// Which office.
        case responsible
        case notes
    }

    /// The directory's own name for it, the same in all languages.
    package var id: String
    /// FIM/LeiKa key, 14 digits; nothing where the directory tells none.
    package var key: String?
    /// A language tag such as `de` or `de-x-leicht`.
    package var language: String
    package var title: String
    /// Other words people look for it by.
    package var words: [String]
    /// Plain text; a line break ends a paragraph or an item.
    package var sections: [Section: String]

    /// Describes a service.
    package init(
        id: String, key: String? = nil, language: String, title: String, words: [String] = [],
        sections: [Section: String] = [:]
    ) {
        self.id = id
        self.key = key
        self.language = language
        self.title = title
        self.words = words
        self.sections = sections
    }
}
