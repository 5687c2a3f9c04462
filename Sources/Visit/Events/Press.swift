/// A key that a person pressed, by its meaning.
package enum Press: Hashable, Sendable {
    case digit(Int)
    case character(Character)
    case up, down, left, right, enter, back, help, cancel
    case next, previous
    case erase, delete, home, end, pageUp, pageDown
    case language, contrast, speak
    /// In training: cuts the network, or restores it.
    case network
    /// Staff: locks the device at once.
    case lock

    /// The sixteen keys of a keypad: everything can be done with them.
    package static let keypad: [Press] =
        (0...9).map(Press.digit) + [.up, .down, .enter, .back, .help, .cancel]
}
