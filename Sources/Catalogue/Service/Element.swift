/// A page or a question.
package enum Element: Sendable {
    case page(Page)
    case question(Question)

    package var page: Page? { if case .page(let page) = self { page } else { nil } }

    package var question: Question? { if case .question(let question) = self { question } else { nil } }

    package var place: Place {
        switch self {
        case .page(let page): page.place
        case .question(let question): question.place
        }
    }

    /// The repeat of a page or a group.
    package var repetition: Repetition? {
        switch self {
        case .page(let page): page.repetition
        case .question(let question): question.group?.repetition
        }
    }

    package var children: [Int] {
        switch self {
        case .page(let page): page.children
        case .question(let question): question.group?.children ?? []
        }
    }

    package var showIf: Rule? {
        switch self {
        case .page(let page): page.showIf
        case .question(let question): question.showIf
        }
    }

    package var profiles: [Profile] {
        switch self {
        case .page(let page): page.profiles
        case .question(let question): question.profiles
        }
    }
}

/// Where an element stands.
package struct Place: Hashable, Sendable {
    /// Its index among the elements, and its slot in expressions.
    package let index: Int
    package let id: String
    /// `page`, `page.question` or `page.group.question`.
    package let path: String
    /// The element it is in; nothing for a page.
    package let parent: Int?
    /// How many repeats its answers lie in, 0 to 2; a repeated page or group itself does not count.
    package let depth: Int
    /// The key in the payload.
    package let name: String
    package let location: Location
}
