import Foundation

/// The one spelling of a text among all that Unicode holds for equal.
package enum Normalization {
    /// The text in Unicode normalisation form C. Source: UAX #15; DIN 91379:2022-08.
    ///
    /// Scalars beyond U+FFFF are left as they are, and nothing is joined to them: Foundation on Linux (6.3.1) cuts them to
    /// 16 bits before it composes, and makes U+10041 U+0308 an Ä. No letter of DIN 91379 lies there.
    package static func composed(_ text: String) -> String {
        if PlainText.holds(text) { return text }
        var composed = String.UnicodeScalarView()
        var run = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if scalar.value <= 0xFFFF {
                run.append(scalar)
            } else {
                composed.append(contentsOf: String(run).precomposedStringWithCanonicalMapping.unicodeScalars)
                composed.append(scalar)
                run.removeAll()
            }
        }
        composed.append(contentsOf: String(run).precomposedStringWithCanonicalMapping.unicodeScalars)
        return String(composed)
    }
}
