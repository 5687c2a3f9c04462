import Foundation

/// Words as they are compared: the one place where text meets Foundation's Unicode tables.
package enum Words {
    /// The text for comparing and searching: lower case, `ä` as `ae`, no other marks, one space between words.
    ///
    /// Everything that is neither letter nor digit parts words, except apostrophes, which vanish.
    package static func fold(_ text: String) -> String {
        // Spelled twice: ä is whole only in form C, the ø of ǿ only without its mark.
        let umlauts = spelled(Normalization.composed(text.lowercased()))
        let letters = spelled(umlauts.decomposedStringWithCanonicalMapping)
        var folded = ""
        var gap = false
        for scalar in letters.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .nonspacingMark, .spacingMark, .enclosingMark, .control, .format:
                continue
            case .lowercaseLetter, .uppercaseLetter, .otherLetter, .decimalNumber:
                if gap, !folded.isEmpty { folded += " " }
                folded.unicodeScalars.append(scalar)
                gap = false
            default:
                if !apostrophes.contains(scalar) { gap = true }
            }
        }
        return folded
    }

    private static let apostrophes: Set<Unicode.Scalar> = ["'", "’", "‘", "`", "´", "ʼ", "ʹ", "ʾ", "ʿ"]

    private static func spelled(_ text: String) -> String {
        var spelled = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { spelled.append(contentsOf: spell(scalar).unicodeScalars) }
        return String(spelled)
    }

    /// Letters that canonical decomposition leaves whole, and the German umlauts. Source: DIN 91379:2022-08, search form.
    private static func spell(_ letter: Unicode.Scalar) -> String {
        switch letter {
        case "ä", "æ": "ae"
        case "ö", "œ", "ø": "oe"
        case "ü": "ue"
        case "ß": "ss"
        case "ł": "l"
        case "đ", "ð": "d"
        case "þ": "th"
        case "ħ": "h"
        case "ŧ": "t"
        case "ŋ": "n"
        case "ı", "ɨ": "i"
        case "ə": "e"
        case "ĳ": "ij"
        default: String(letter)
        }
    }
}
