package import Catalogue

/// A question as one sees it now.
package struct QuestionView: Sendable {
    package let question: Question
    package let position: Position
    /// What was given, bad input too.
    package let entry: Entry?
    /// The answer that counts.
    package let answer: Answer?
    /// Whether it comes from the card and is locked until one says that it is wrong.
    package let isLocked: Bool
    /// Whether one said that the card's answer is wrong.
    package let isDisputed: Bool
    package let isRequired: Bool
    /// What can be chosen; nothing where a code list says it.
    package let options: [ChoiceOption]?
    package let problems: [Problem]
}

/// Something to do on the way through a form, one after the other.
package enum Step: Hashable, Sendable {
    /// A question, a note, or a computation that is shown.
    case question(Position)
    /// The question before the first item of a repeat, or whether there is another one.
    case items(Position)

    package var position: Position {
        switch self {
        case .question(let position), .items(let position): position
        }
    }
}
