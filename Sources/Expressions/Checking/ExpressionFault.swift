/// What is wrong with an expression, at one place, told to its author.
package struct ExpressionFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// Unicode scalars from the start of the source.
    package let offset: Int
    /// A sentence: what is wrong, and what is allowed or which known name is near.
    package let message: String

    /// Makes a fault.
    package init(offset: Int, message: String) {
        self.offset = offset
        self.message = message
    }

    /// The message.
    package var description: String { message }
}

/// Everything that is wrong with one expression; never empty.
package struct ExpressionFaults: Error, Hashable, Sendable, CustomStringConvertible {
    /// In the order of the source.
    package let faults: [ExpressionFault]

    init(_ first: ExpressionFault, _ others: [ExpressionFault] = []) {
        faults = ([first] + others).sorted { $0.offset < $1.offset }
    }

    /// The messages, one after another.
    package var description: String { faults.map(\.message).joined(separator: " ") }
}
