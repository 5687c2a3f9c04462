package import Catalogue

/// What a service costs as it stands.
package struct FeeTotal: Hashable, Sendable {
    package struct Line: Hashable, Sendable {
        package let label: LocalizedText
        package let cents: Int
    }

    package let lines: [Line]
    /// Cents; nothing where a line cannot be worked out, and then the office says what it costs.
    package let cents: Int?
    package let payment: Fee.Payment

    static let free = FeeTotal(lines: [], cents: 0, payment: .none)
}
