import Foundation
import Testing

/// A slip in the sample configuration, and every line that must be told of it.
///
/// A file of `Fixtures/Faults` has one after the other: its name; for each change `@ file`, `- old`, `+ new`
/// (`\n` is a line end); and `> line` for each fault, in order.
struct FaultCase: Sendable, CustomTestStringConvertible {
    struct Change: Sendable {
        let file: String
        var old = ""
        var new = ""
    }

    let file: String
    let name: String
    var changes: [Change] = []
    var faults: [String] = []

    var testDescription: String { "\(file): \(name)" }

    /// All cases of a file.
    static func read(_ file: String) -> [FaultCase] {
        let text = (try? String(contentsOfFile: path(file), encoding: .utf8)) ?? ""
        var cases: [FaultCase] = []
        for line in text.split(separator: "\n") {
            guard line.hasPrefix("    "), var last = cases.popLast() else {
                cases.append(FaultCase(file: file, name: String(line)))
                continue
            }
            let value = String(line.dropFirst(6)).replacing("\\n", with: "\n")
            switch line.dropFirst(4).first {
            case "@": last.changes.append(Change(file: value))
            case "-": last.changes[last.changes.count - 1].old = value
            case "+": last.changes[last.changes.count - 1].new = value
            default: last.faults.append(value)
            }
            cases.append(last)
        }
        return cases
    }

    static func path(_ file: String) -> String { "\(Sample.fixtures)/Faults/\(file).txt" }

    /// The case as it is written in its file.
    var text: String {
        let changes = changes.flatMap { ["@ " + $0.file, "- " + $0.old, "+ " + $0.new] }
        let lines = (changes + faults.map { "> " + $0 }).map { "    " + $0.replacing("\n", with: "\\n") }
        return ([name] + lines).joined(separator: "\n") + "\n"
    }
}
