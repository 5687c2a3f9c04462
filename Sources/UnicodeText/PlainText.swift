/// The text that nearly every screen consists of: one scalar, one column, in form C, nothing to take out.
///
/// Only a short cut: what it lets through, the long way would give back unchanged (a test compares them).
package enum PlainText {
    /// Whether every scalar of the text is plain.
    package static func holds(_ text: String) -> Bool {
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return true }
        return text.unicodeScalars.allSatisfy(holds)
    }

    /// Whether the scalar is printable ASCII, a Latin or Cyrillic letter, common punctuation, or a drawing character.
    package static func holds(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20...0x7E, 0xA0...0xAC, 0xAE...0x24F, 0x400...0x482, 0x48A...0x52F: true
        case 0x2010...0x2027, 0x2030...0x205E, 0x2190...0x21FF, 0x2500...0x25FC: true
        default: false
        }
    }
}
