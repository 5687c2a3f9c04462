/// The boundary that text from a card, a server or a file passes before anyone sees it.
package enum Sanitiser {
    /// The most combining marks that stay on one base. No letter of DIN 91379 has more than three.
    package static let mostMarks = 8

    /// The text in form C with nothing in it that could steer a terminal or deceive a reader.
    ///
    /// Taken out: all of the classes Cc and Cf (ESC, C0, C1, bidi controls, zero width, BOM, tags) and variation selectors,
    /// whose width terminals do not agree on. Unassigned, private and noncharacter code points become U+FFFD. A tab becomes
    /// a space, and so do line breaks unless they are kept; kept ones are all U+000A. Soft hyphens are Cf and go, unless
    /// the text is our own and is about to be broken into lines. Source: Unicode 15.1, section 23.
    package static func sanitise(
        _ text: String, keepsNewlines: Bool = false, keepsSoftHyphens: Bool = false
    ) -> String {
        if PlainText.holds(text) { return text }
        var kept = String.UnicodeScalarView()
        var previous: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            defer { previous = scalar }
            if scalar == "\n", previous == "\r" { continue }
            if let harmless = harmless(scalar, keepsNewlines: keepsNewlines, keepsSoftHyphens: keepsSoftHyphens) {
                kept.append(harmless)
            }
        }
        return limitingMarks(Normalization.composed(String(kept)))
    }

    private static func harmless(
        _ scalar: Unicode.Scalar, keepsNewlines: Bool, keepsSoftHyphens: Bool
    ) -> Unicode.Scalar? {
        if PlainText.holds(scalar) { return scalar }
        switch scalar.value {
        case 0x09: return " "
        case 0x0A, 0x0D, 0x85, 0x2028, 0x2029: return keepsNewlines ? "\n" : " "
        case 0xAD: return keepsSoftHyphens ? scalar : nil
        case 0xFE00...0xFE0F, 0x180B...0x180F, 0xE0100...0xE01EF: return nil
        default: break
        }
        switch scalar.properties.generalCategory {
        case .control, .format: return nil
        case .unassigned, .privateUse, .surrogate: return "\u{FFFD}"
        default: return scalar
        }
    }

    private static func limitingMarks(_ text: String) -> String {
        var limited = String.UnicodeScalarView()
        var marks = 0
        for scalar in text.unicodeScalars {
            marks = scalar.isMark ? marks + 1 : 0
            if marks <= mostMarks { limited.append(scalar) }
        }
        return String(limited)
    }
}

extension Unicode.Scalar {
    /// Whether the scalar belongs to the one before it (classes Mn, Mc, Me).
    var isMark: Bool {
        if PlainText.holds(self) { return false }
        switch properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: return true
        default: return false
        }
    }
}
