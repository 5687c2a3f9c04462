/// How far the office is with a case.
package enum CaseState: String, Codable, Hashable, Sendable, CaseIterable {
    /// Taken in and acknowledged.
    case received
    /// The office has asked back.
    case asked
    /// The office has decided.
    case decided
}
