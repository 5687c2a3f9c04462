package import Expressions

/// What the office has written about a case: opened while staff read it, and nowhere else.
package struct OfficeMessage: Hashable, Sendable {
    /// How a case was decided.
    package enum Outcome: String, Hashable, Sendable, CaseIterable {
        case granted, refused, withdrawn
        case partlyGranted = "partly_granted"
        case forwarded
    }

    /// What it says.
    package enum Content: Hashable, Sendable {
        /// The office asks back.
        case question(String)
        /// It has decided; an outcome that this version does not know is left to the reason to tell.
        case decision(Outcome?, reason: String)
        /// It cannot be opened or believed any more, and is not shown.
        case unreadable
    }

    package let content: Content
    /// The day on which it was written; nothing where none is told.
    package let date: CivilDate?

    package init(_ content: Content, on date: CivilDate?) {
        self.content = content
        self.date = date
    }
}

extension OfficeMessage: CustomStringConvertible, CustomReflectable {
    /// Never what was written.
    package var description: String { "OfficeMessage(redacted)" }

    package var customMirror: Mirror { Mirror(self, children: []) }
}
