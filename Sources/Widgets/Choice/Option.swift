/// Something to choose, as a line or a place of a grid shows it.
package struct Option: Hashable, Sendable {
    /// What stands before the label.
    package enum Mark: Hashable, Sendable {
        case none
        /// Of several one is chosen; nothing stands before those that are not.
        case radio(Bool)
        /// Any of them: [x].
        case check(Bool)
    }

    package let label: String
    /// The digit that chooses it, if one does.
    package let digit: Int?
    package let mark: Mark
    package let isFocused: Bool
    /// What a click on it means.
    package let target: Int

    /// An option; without a mark unless told otherwise.
    package init(_ label: String, digit: Int? = nil, mark: Mark = .none, isFocused: Bool = false, target: Int) {
        self.label = label
        self.digit = digit
        self.mark = mark
        self.isFocused = isFocused
        self.target = target
    }
}
