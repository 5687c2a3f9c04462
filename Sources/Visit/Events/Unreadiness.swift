/// Why a service cannot be begun now, though it is offered.
package enum Unreadiness: Hashable, Sendable {
    /// What would be confirmed could not be sealed: the office has no key that is valid.
    case noKey
    /// What would be entered might not find room on this device.
    case noRoom
}
