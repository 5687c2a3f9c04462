/// A place in a configuration file.
package struct Location: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Relative to the configuration directory, `services/hundesteuer.yaml`.
    package let file: String
    /// From 1.
    package let line: Int
    /// From 1, in Unicode scalars, as editors count.
    package let column: Int

    package init(file: String, line: Int = 1, column: Int = 1) {
        self.file = file
        self.line = line
        self.column = column
    }

    package static func < (left: Location, right: Location) -> Bool {
        (left.file, left.line, left.column) < (right.file, right.line, right.column)
    }

    package var description: String { "\(file):\(line):\(column)" }
}
