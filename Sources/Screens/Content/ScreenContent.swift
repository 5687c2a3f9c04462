/// What a screen says, without geometry: from it come both the picture and what is said aloud.
package struct ScreenContent: Hashable, Sendable {
    /// The step, or the service, at the top right.
    package var step = ""
    /// The same where there is little room, such as "2/3".
    package var shortStep = ""
    package var title = ""
    package var blocks: [Block] = []
    package var keys: [KeyHint] = []
    /// Lies over everything, as a question does.
    package var isDialog = false

    package init() {}
}

/// A key of the key bar with its word.
package struct KeyHint: Hashable, Sendable {
    package enum Cap: Hashable, Sendable { case enter, back, move, help, cancel }

    package let cap: Cap
    package let word: String
}

/// A part of a screen.
package enum Block: Hashable, Sendable {
    case heading(String)
    case text(String, Tone)
    case bullets([String])
    /// What is wrong, or worth a look: the summary on top.
    case notice(title: String, sentences: [String], isError: Bool)
    case choices([ChoiceLine])
    /// Short things to choose, side by side.
    case grid([ChoiceLine])
    /// One, or several with their labels, such as the parts of an address.
    case fields([Field])
    /// Labels with values, each maybe to be chosen.
    case answers([AnswerLine])
    /// So many digits of a secret, and how many there can be; which they are nobody here knows.
    case masked(count: Int, length: Int, words: String)
    /// How far something is, and what is being done.
    case progress(done: Int, total: Int, words: String)
    /// The reference, large.
    case reference(String)
    /// The reference as a QR code, which the painter has.
    case bits

    package enum Tone: Hashable, Sendable {
        case plain, muted, hint, ok
        /// Of a person: said into headphones only.
        case personal
    }
}

/// Something to choose.
package struct ChoiceLine: Hashable, Sendable {
    package enum Mark: Hashable, Sendable {
        case button
        case radio(Bool)
        case check(Bool)
    }

    package let label: String
    package let target: Int
    package let mark: Mark
    package let isFocused: Bool
    /// The digit that chooses it; nothing where digits are written.
    package let digit: Int?
}

/// A field that one writes into.
package struct Field: Hashable, Sendable {
    /// The part of an address; nothing where the title asks already.
    package var label: String?
    package let text: String
    /// In characters; nothing where it is not written into.
    package let cursor: Int?
    /// Whether what is typed goes here; with the letter pad the letters have the focus.
    package var isFocused = false
    /// What is wrong with it.
    package var message: String?
    package var isMultiline = false
    package var target: Int?
    /// How much is expected, which shows in the width.
    package var columns: Int?
}

/// A label with what was answered.
package struct AnswerLine: Hashable, Sendable {
    package let label: String
    package let value: String
    /// What chooses it; nothing where it cannot be changed.
    package let target: Int?
    package let isFocused: Bool
    package let isPrivate: Bool
}
