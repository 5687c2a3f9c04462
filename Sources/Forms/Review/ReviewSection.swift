package import Catalogue

/// One page of “check your answers”.
package struct ReviewSection: Hashable, Sendable {
    package struct Line: Hashable, Sendable {
        package let position: Position
        package let label: String
        /// The answer as a person reads it; “not given” where there is none.
        package let text: String
        /// Whether it comes from the card.
        package let isFromCard: Bool
        /// Whether one can change it: not a computation.
        package let isChangeable: Bool
        package let sensitivity: Question.Sensitivity?
    }

    package let page: Int
    /// The page's title, or that of the item.
    package let title: String
    package let lines: [Line]
}

extension ReviewSection: CustomStringConvertible, CustomReflectable {
    /// Never the answers, nor the titles made of them.
    package var description: String { "ReviewSection(redacted)" }

    package var customMirror: Mirror { Mirror(self, children: []) }
}

extension ReviewSection.Line: CustomStringConvertible, CustomReflectable {
    /// Never the answer.
    package var description: String { "Line(redacted)" }

    package var customMirror: Mirror { Mirror(self, children: []) }
}
