package import Forms

/// What is being entered on the screen, before Continue.
package struct Draft: Hashable, Sendable {
    /// One for a text, one a part for an address; empty for choices.
    package var fields: [TextBuffer] = []
    package var active = 0
    /// What is marked in a multiple choice.
    package var marked: [Choice] = []
    /// What was typed to find something in a long list.
    package var query = TextBuffer()
    package var pad: LetterPad?
    /// What the pad writes into.
    package var padTarget = PadTarget.field
    /// Free text beside the choices is being written.
    package var writesOther = false
    /// The letter pad was opened: somebody without a keyboard.
    package var usesPad = false
    /// Faulty parts of an address that were typed anew.
    package var renewed: Set<Int> = []
    /// What is typed next takes the place of what stands there.
    package var beginsAnew = false

    package init() {}

    package enum PadTarget: Hashable, Sendable {
        /// The active field.
        case field
        /// What is typed to find a choice, or a service.
        case query
    }
}
