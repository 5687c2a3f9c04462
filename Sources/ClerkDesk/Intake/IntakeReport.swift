/// What a round of the intake did: numbers only.
package struct IntakeReport: Hashable, Sendable {
    /// New cases.
    package var taken = 0
    /// Cases that were here already, acknowledged again.
    package var repeated = 0
    package var rejected = 0
    /// Verdicts that the delivery service took.
    package var told = 0
    /// What could not be settled now.
    package var waiting = 0
    /// Whether the delivery service did not answer as itself.
    package var unreachable = false

    /// Nothing was done.
    package init() {}

    init(
        taken: Int = 0, repeated: Int = 0, rejected: Int = 0, told: Int = 0, waiting: Int = 0, unreachable: Bool = false
    ) {
        self.taken = taken
        self.repeated = repeated
        self.rejected = rejected
        self.told = told
        self.waiting = waiting
        self.unreachable = unreachable
    }

    static let waiting = IntakeReport(waiting: 1)

    /// Whether there was nothing to do.
    package var isIdle: Bool { self == IntakeReport() }

    package static func + (left: IntakeReport, right: IntakeReport) -> IntakeReport {
        IntakeReport(
            taken: left.taken + right.taken, repeated: left.repeated + right.repeated,
            rejected: left.rejected + right.rejected, told: left.told + right.told,
            waiting: left.waiting + right.waiting, unreachable: left.unreachable || right.unreachable)
    }

    package static func += (left: inout IntakeReport, right: IntakeReport) { left = left + right }
}
