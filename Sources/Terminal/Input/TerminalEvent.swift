/// What a terminal has to tell.
package enum TerminalEvent: Hashable, Sendable {
    /// A key was pressed.
    case key(Key)
    /// The cell was clicked or touched.
    case click(Position)
    /// The terminal has another size now.
    case resized(Size)
    /// The terminal is gone.
    case closed
}
