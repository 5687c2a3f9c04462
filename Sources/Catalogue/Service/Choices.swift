package import Expressions

/// What one can choose from.
package struct Choices: Sendable {
    package struct Option: Sendable {
        package let value: String
        package let label: LocalizedText
        package let showIf: Rule?
        /// The value on a card that means this.
        package let eid: String?
    }

    package enum Source: Sendable {
        case options([Option])
        case codeList(CodeList)
        /// A list of texts, or the items of a repeat.
        case answers(Rule)
    }

    package let source: Source
    /// Whether free text is offered as well; it counts as the code `other`.
    package let other: Bool
    /// The type of one choice in expressions.
    package let type: ValueType

    /// The code that stands for free text.
    package static let otherCode = "other"
}
