/// How PACE ended. A wrong or unusable password is expected: a citizen stands there.
package enum PACEOutcome: ~Copyable, Sendable {
    /// Card and terminal share keys; both know the password.
    case established(EstablishedPACE)
    /// The password is not usable or not right.
    case refused(PasswordRefusal)
}

/// Why the card did not take a password.
///
/// Source: BSI TR-03110-3, B.14.1 and B.14.2; BSI TR-03110-2, 3.3 (states of the PIN).
package enum PasswordRefusal: Equatable, Sendable {
    /// It was wrong. The tries left where the card tells: with one left the PIN is suspended, with none it is blocked.
    case wrong(triesLeft: Int?)
    /// One try is left, and the CAN must be entered first. Nothing was tried.
    case suspended
    /// No try is left: the PIN needs the PUK. Nothing was tried.
    case blocked
    /// The online function is switched off. Nothing was tried.
    case deactivated
    /// This password may not be used for what the terminal wants: the CAN without the right “CAN allowed”.
    case notPermitted
    /// The holder cancelled on the reader's pad, or typed nothing.
    case abandoned
}

/// What PACE leaves behind.
package struct EstablishedPACE: ~Copyable, Sendable {
    package var channel: SecureMessagingChannel
    /// ID_PICC: the compressed ephemeral key of the card, which terminal authentication signs.
    package let cardIdentifier: [UInt8]
    /// The keys that the card trusts for this kind of terminal, the most recent first; empty without a CHAT.
    package let certificationAuthorityReferences: [KeyReference]
    /// What was run: compared with the signed EF.CardSecurity later. Nil where the reader ran PACE.
    package let variant: PACEVariant?
    package let password: PasswordKind

    package init(
        channel: consuming SecureMessagingChannel, cardIdentifier: [UInt8],
        certificationAuthorityReferences: [KeyReference], variant: PACEVariant?, password: PasswordKind
    ) {
        self.channel = channel
        self.cardIdentifier = cardIdentifier
        self.certificationAuthorityReferences = certificationAuthorityReferences
        self.variant = variant
        self.password = password
    }
}
