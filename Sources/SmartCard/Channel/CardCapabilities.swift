/// What lengths a card takes, read from the historical bytes of its answer to reset and from EF.ATR.
///
/// Source: ISO/IEC 7816-4, 8.1.1 (third software function table).
package struct CardCapabilities: Equatable, Sendable {
    /// Whether it takes extended lengths.
    package var extendedLength: Bool
    /// Whether it takes commands in a chain.
    package var commandChaining: Bool

    package init(extendedLength: Bool, commandChaining: Bool) {
        self.extendedLength = extendedLength
        self.commandChaining = commandChaining
    }
}
