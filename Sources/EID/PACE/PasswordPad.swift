package import SmartCard

/// A reader with keys of its own on which the holder types: the password never comes to this machine.
///
/// The reader runs PACE by itself and protects the channel until chip authentication brings new keys.
/// Source: PC/SC part 10, 2.6.16 (FEATURE_EXECUTE_PACE) and 2.5 (secure PIN entry); BSI TR-03119.
package protocol PasswordPad: Sendable {
    /// Asks for the password on the reader and runs PACE with it. The reader shows what the terminal will ask for
    /// (`authorization`), and who reads and why (`certificateDescription`, encoded).
    func establishPACE(
        _ kind: PasswordKind, authorization: CHAT?, certificateDescription: [UInt8]
    ) async throws(EIDError) -> PasswordPadOutcome

    /// Asks for a new PIN twice and puts it into a command's data; the card's answer, or nil where nobody typed one.
    func enterNewPIN(into command: CommandAPDU) async throws(EIDError) -> StatusWord?
}

/// How PACE on a reader's pad ended.
package enum PasswordPadOutcome: Equatable, Sendable {
    /// The card's identifier in this session and the certification authorities that it trusts, the most recent first.
    case established(cardIdentifier: [UInt8], certificationAuthorityReferences: [KeyReference])
    /// ``PasswordRefusal/abandoned`` where it was cancelled on the reader, or nothing was typed in time.
    case refused(PasswordRefusal)
}
