import Expressions

/// Collects the faults of one file while it is read, so that all can be told at once.
package struct FaultLog {
    package private(set) var faults: [Fault] = []

    /// Begins with none.
    package init() {}

    package var hasErrors: Bool { faults.contains { $0.severity == .error } }

    /// Tells an error.
    package mutating func error(_ message: String, at location: Location) {
        faults.append(Fault(message, at: location))
    }

    mutating func warning(_ message: String, at location: Location) {
        faults.append(Fault(message, at: location, severity: .warning))
    }

    /// Takes over faults that were found elsewhere.
    package mutating func append(_ more: [Fault]) { faults += more }
}

/// `Did you mean “a”?`, or without a near name `Allowed: a, b, c.`
func suggestion(for word: String, among known: some Collection<String>) -> String {
    if let near = NearestName.of(word, among: known) { return "Did you mean “\(near)”?" }
    if known.isEmpty { return "There are none to choose from." }
    if known.count > 30 {
        return "There are \(known.count), such as \(known.sorted().prefix(5).joined(separator: ", "))."
    }
    return "Allowed: \(known.sorted().joined(separator: ", "))."
}
