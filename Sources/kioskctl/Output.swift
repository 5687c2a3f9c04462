import Foundation

/// Standard output and standard error.
///
/// A reader that has gone, as in `kioskctl try | head`, ends the program quietly.
enum Output {
    static func line(_ text: String) { write(text + "\n", to: .standardOutput) }

    static func text(_ text: String) { write(text, to: .standardOutput) }

    static func error(_ text: String) { write(text + "\n", to: .standardError) }

    /// Text from elsewhere, fit for a screen: what is no printable character becomes a question mark.
    static func printable(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    switch scalar.properties.generalCategory {
                    case .control, .format, .surrogate, .privateUse, .lineSeparator, .paragraphSeparator: "?"
                    default: scalar
                    }
                }))
    }

    private static func write(_ text: String, to handle: FileHandle) {
        do {
            try handle.write(contentsOf: Data(text.utf8))
        } catch {
            exit(EXIT_FAILURE)
        }
    }
}
