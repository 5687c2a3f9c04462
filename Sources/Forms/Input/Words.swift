import Foundation

/// Words as they are compared: the one place where text meets Foundation's Unicode tables.
package enum Words {
    /// The text in Unicode normalisation form C. Source: UAX #15; DIN 91379:2022-08, 4.3.
    package static func composed(_ text: String) -> String {
        text.utf8.allSatisfy { $0 < 0x80 } ? text : text.precomposedStringWithCanonicalMapping
    }

    /// The text for comparing and searching: lower case, `ä` as `ae`, no other marks, one space between words.
    ///
    /// Everything that is neither letter nor digit parts words, except apostrophes, which vanish.
    package static func fold(_ text: String) -> String {
        let spelled = String(composed(text).lowercased().precomposedStringWithCanonicalMapping.flatMap(spell))
        var folded = ""
        var gap = false
        for scalar in spelled.decomposedStringWithCanonicalMapping.unicodeScalars {
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

    /// Letters that canonical decomposition leaves whole, and the German umlauts. Source: DIN 91379:2022-08, search form.
    private static func spell(_ letter: Character) -> String {
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
