import Terminal

/// The keys that terminals send more than one byte for.
enum KeySequence {
    /// ESC O …: cursor and function keys, and the keypad where it is in application mode.
    static func singleShift(final byte: UInt8) -> Key? {
        switch byte {
        case 0x70...0x79: .digit(Int(byte) - 0x70)  // p to y
        case UInt8(ascii: "M"): .enter
        case UInt8(ascii: "I"): .tab
        case UInt8(ascii: "j"): .character("*")
        case UInt8(ascii: "k"): .character("+")
        case UInt8(ascii: "l"): .character(",")
        case UInt8(ascii: "m"): .character("-")
        case UInt8(ascii: "n"): .character(".")
        case UInt8(ascii: "o"): .character("/")
        default: letter(byte)
        }
    }

    /// ESC [ [ …: the Linux console.
    static func console(final byte: UInt8) -> Key? {
        switch byte {
        case UInt8(ascii: "A"): .help
        case UInt8(ascii: "B"): .language
        case UInt8(ascii: "C"): .contrast
        case UInt8(ascii: "D"): .speak
        case UInt8(ascii: "E"): .network
        default: nil
        }
    }

    /// ESC [ …, and ESC O … of the same letter.
    static func letter(_ byte: UInt8) -> Key? {
        switch byte {
        case UInt8(ascii: "A"): .up
        case UInt8(ascii: "B"): .down
        case UInt8(ascii: "C"): .right
        case UInt8(ascii: "D"): .left
        case UInt8(ascii: "F"): .end
        case UInt8(ascii: "H"): .home
        case UInt8(ascii: "P"): .help
        case UInt8(ascii: "Q"): .language
        case UInt8(ascii: "R"): .contrast
        case UInt8(ascii: "S"): .speak
        case UInt8(ascii: "Z"): .backTab
        default: nil
        }
    }

    /// ESC [ number ~.
    static func numbered(_ number: Int) -> Key? {
        switch number {
        case 1, 7: .home
        case 3: .delete
        case 4, 8: .end
        case 5: .pageUp
        case 6: .pageDown
        case 11: .help
        case 12: .language
        case 13: .contrast
        case 14: .speak
        case 15: .network
        case 20: .lock
        case 21: .cancel
        default: nil
        }
    }
}
