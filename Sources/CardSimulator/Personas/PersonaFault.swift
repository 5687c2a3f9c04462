import Yams

/// One thing that is wrong with a persona's file: where, and a sentence that says what to write.
package struct PersonaFault: Equatable, Sendable, CustomStringConvertible {
    package let file: String
    /// From 1; 0 where the whole file is meant.
    package let line: Int
    package let column: Int
    package let message: String

    /// `file:line:column: sentence`.
    package var description: String { line > 0 ? "\(file):\(line):\(column): \(message)" : message }
}

extension PersonaFault {
    init(file: String, node: Node, message: String) {
        self.init(file: file, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1, message: message)
    }

    static func mark(of error: YamlError) -> Mark? {
        switch error {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark
        default: nil
        }
    }

    /// The parser's own words.
    static func problem(_ error: any Error) -> String {
        guard let error = error as? YamlError else { return "it cannot be read" }
        switch error {
        case .scanner(_, let problem, _, _), .parser(_, let problem, _, _), .composer(_, let problem, _, _):
            return problem
        default: return "it cannot be read"
        }
    }
}

/// Everything that is wrong with a persona's file.
package struct PersonaFaults: Error, Equatable, CustomStringConvertible {
    package let all: [PersonaFault]

    init(_ all: [PersonaFault]) { self.all = all }

    package var description: String { all.map(\.description).joined(separator: "\n") }
}
