import ArgumentParser
import Foundation
import Secrets

/// Standard output for what was asked, standard error for sentences beside it.
enum Console {
    static func line(_ text: String) { write(text + "\n", to: .standardOutput) }

    static func bytes(_ bytes: Data) {
        do { try FileHandle.standardOutput.write(contentsOf: bytes) } catch { exit(EXIT_FAILURE) }
    }

    static func note(_ text: String) { write(text + "\n", to: .standardError) }

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

    /// Runs a command that opens keys or cases: no core dump, however it ends; errors are one sentence and status 1.
    static func run(_ body: () async throws -> Void) async throws {
        do {
            try ProcessHardening.apply()
            try await body()
        } catch let exit as ExitCode {
            throw exit
        } catch {
            note("\(error)")
            throw ExitCode.failure
        }
    }

    private static func write(_ text: String, to handle: FileHandle) {
        // Who reads it has gone, as in `rathaus desk list | head`.
        do { try handle.write(contentsOf: Data(text.utf8)) } catch { exit(EXIT_FAILURE) }
    }
}

/// Why a command does nothing: a sentence.
struct Refused: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
