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
    /// Whether the card has an answer that was said to be wrong.
    var isDisputed = false
    /// What can be chosen; nothing where a code list says it.
    var options: [ChoiceOption]?
    /// The items of a repeat, in their order.
    var items: [Int] = []
    var judgement = Judgement()

    enum Source: Hashable, Sendable {
        case none, given, card, computed, fallback
    }

    /// What the rules say of a value, once all values are settled.
    struct Judgement: Hashable, Sendable {
        var isRequired = false
        var problems: [Problem] = []
        /// The first of the question's stops that holds.
        var stop: Int?
    }

    /// Whether expressions see the same as in another state of the cell.
    func looksLike(_ other: Cell) -> Bool {
        isVisible == other.isVisible && value == other.value && items == other.items
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

extension ChoiceOption: CustomStringConvertible, CustomReflectable {
    /// Never the choice itself: it may be the title of an item, somebody's name.
    package var description: String { "ChoiceOption(redacted)" }

    package var customMirror: Mirror { Mirror(self, children: []) }
}
