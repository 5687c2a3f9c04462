/// Why a simulated card cannot be made or inserted, as a sentence that says what is wrong, where, and what to do.
package struct SimulatorError: Error, Equatable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }
}
