import Foundation

/// Standard output and standard error.
///
/// A reader that has gone, as in `kioskctl try | head`, ends the program quietly.
enum Output {
    static func line(_ text: String) { write(text + "\n", to: .standardOutput) }

    static func text(_ text: String) { write(text, to: .standardOutput) }

    static func error(_ text: String) { write(text + "\n", to: .standardError) }

    private static func write(_ text: String, to handle: FileHandle) {
        do {
            try handle.write(contentsOf: Data(text.utf8))
        } catch {
            exit(EXIT_FAILURE)
        }
    }
}
