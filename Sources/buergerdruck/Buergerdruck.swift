import DocumentRendering
import FormDocument
import Foundation
import Secrets

/// `buergerdruck`: makes a filled form, which comes through standard input, into a PDF, which goes to standard output.
///
/// A process of its own, so that fonts and layout neither slow the terminal's start nor stay in its memory. It writes no
/// file and no log; what goes wrong is one sentence without content.
@main
struct Buergerdruck {
    /// Longer than any form: the most that is read, in bytes.
    private static let limit = 16 << 20

    static func main() {
        do {
            try ProcessHardening.apply()
            let input = try FileHandle.standardInput.read(upToCount: limit + 1) ?? Data()
            guard input.count <= limit else { return fail("The form is longer than \(limit) bytes.") }
            let document = try JSONDecoder().decode(FormDocument.self, from: input)
            let (bytes, _) = try DocumentRenderer.render(document)
            try FileHandle.standardOutput.write(contentsOf: Data(bytes))
        } catch let error as RenderingError {
            fail(error.description)
        } catch let error as ProcessHardening.Fault {
            fail(error.description)
        } catch is DecodingError {
            // What it says of the error could quote an answer.
            fail("What came through standard input is no form.")
        } catch {
            fail("The form could not be read or the PDF not be written.")
        }
    }

    private static func fail(_ sentence: String) {
        FileHandle.standardError.write(Data((sentence + "\n").utf8))
        exit(1)
    }
}
