package import Catalogue
import Expressions

/// What is known of an element at one position; computed, never given.
struct Cell: Hashable, Sendable {
    var isVisible = false
    /// What expressions see: nothing where it is hidden or unanswered. Lists and groups are put together when read.
    var value: Value?
    /// The answer that counts: given, from the card, or the default.
    var answer: Answer?
    var source = Source.none
    /// What can be chosen, where that depends on answers.
    var options: [ChoiceOption]?
    var isRequired = false
    /// What is wrong with the answer by the service's rules; input that cannot be taken is told with the entry.
    var problems: [Problem] = []
    /// The first of the question's stops that holds.
    var stop: Int?

    enum Source: Hashable, Sendable {
        case none, given, card, computed, fallback
    }
}

/// Something one can choose now.
package struct ChoiceOption: Hashable, Sendable {
    package let value: String
    package let label: LocalizedText

    package init(value: String, label: LocalizedText) {
        self.value = value
        self.label = label
    }
}
