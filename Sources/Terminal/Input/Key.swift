/// A key, whatever device it sits on.
///
/// Everything can be done with the sixteen of the keypad: ten digits, up, down, enter, back, help, cancel.
package enum Key: Hashable, Sendable {
    /// 0 to 9, of the keypad or of a keyboard.
    case digit(Int)
    /// Anything else that writes; one grapheme cluster, not yet sanitised.
    case character(Character)
    case up, down, left, right
    case enter, back
    /// F1.
    case help
    /// F10.
    case cancel
    case tab, backTab
    case backspace, delete
    case home, end, pageUp, pageDown
    /// F2.
    case language
    /// F3: contrast and size.
    case contrast
    /// F4: read aloud.
    case speak
    /// F5: in training, cuts the network and restores it.
    case network
    /// F9: nobody sees what was on the screen until somebody signs in.
    case lock

    /// The keys of the keypad, in the order of the digits and then as they are named.
    package static let keypad: [Key] = (0...9).map(Key.digit) + [.up, .down, .enter, .back, .help, .cancel]

    /// The key that writes the character: a digit for 0 to 9.
    package init(writing character: Character) {
        if character.isASCII, let digit = character.wholeNumberValue {
            self = .digit(digit)
        } else {
            self = .character(character)
        }
    }

    /// What the key writes, if it writes.
    package var written: Character? {
        switch self {
        case .digit(let digit): digit >= 0 && digit <= 9 ? Character("\(digit)") : nil
        case .character(let character): character
        default: nil
        }
    }
}
