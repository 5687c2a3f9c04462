/// Something wrong in a configuration file, told as a sentence to the person who wrote it.
package struct Fault: Hashable, Sendable, Comparable, CustomStringConvertible {
    package enum Severity: String, Sendable {
        /// The file cannot be used; a service with one is left out.
        case error
        /// The file can be used, but does perhaps not do what was meant.
        case warning
    }

    package let location: Location
    package let severity: Severity
    /// What is wrong, and what is allowed.
    package let message: String

    package init(_ message: String, at location: Location, severity: Severity = .error) {
        self.message = message
        self.location = location
        self.severity = severity
    }

    package static func < (left: Fault, right: Fault) -> Bool {
        (left.location, left.message) < (right.location, right.message)
    }

    /// `file:line:column: sentence`; a warning says so in front of the sentence.
    package var description: String {
        "\(location): \(severity == .warning ? "warning: " : "")\(message)"
    }
}
