package import Forms

/// What the journal keeps of a visit, from the first question on: enough to go on after a crash.
package enum JournalEntry: Codable, Hashable, Sendable {
    /// A form was begun: the service and its version, and how many elements it has, which tells whether it is the same.
    case began(service: String, version: Int, elements: Int)
    /// The language and the theme that one reads in.
    case view(language: String, theme: String)
    case form(FormEvent)
    /// The case takes the place of the one with this reference.
    case replaces(String)
    /// What staff have written for the office.
    case note(String)
}

extension JournalEntry: CustomStringConvertible, CustomReflectable {
    /// Never what was answered.
    package var description: String { "JournalEntry(redacted)" }

    package var customMirror: Mirror { Mirror(self, children: []) }
}
