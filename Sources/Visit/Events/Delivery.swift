/// What became of a confirmed case.
package enum Delivery: Hashable, Sendable {
    /// Nothing was kept: this terminal belongs to no town hall yet.
    case rehearsal
    /// It lies sealed on this device.
    case saved
    /// The town hall has signed that it has it.
    case received
}
