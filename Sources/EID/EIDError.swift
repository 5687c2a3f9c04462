package import SmartCard

/// Why a reading, a PIN change or a check of what was read had to stop.
///
/// What is expected of a card in a citizen's hand (a wrong PIN, a blocked PIN, a switched-off online function) is a
/// value of the step that meets it, for example ``PACEOutcome``, and no error.
package enum EIDError: Error, Equatable, Sendable {
    /// A command could not be carried to the card and back.
    case transport(CardError)
    /// The card answered a command with a status that the standard does not foresee at this place.
    case unexpectedStatus(StatusWord)
    /// Secure messaging was broken: what came back is not what the card sent. The channel is closed.
    case secureMessaging(SecureMessagingFault)
    /// The card did not prove to be what it claims: a token, a signature or a key does not fit.
    case cardNotAuthentic
    /// What was read does not follow the standard; the text names it, and holds no data.
    case malformed(String)
    /// What was read is sound but uses a variant that is not supported; the text names it.
    case unsupported(String)
    /// A signature or a certificate that must lead to a trust anchor does not; the text says why.
    case untrusted(String)
    /// A password has not the form that a card knows; the text says which it must have. Nothing was sent to the card.
    case passwordForm(String)
    /// The terminal's own certificates or key do not allow what was asked; the text says why.
    case terminal(String)
    /// OpenSSL refused an operation: out of memory, or an algorithm that the system's policy forbids.
    case cryptography
}

/// How secure messaging was broken.
///
/// Source: BSI TR-03110-3, F; ISO/IEC 7816-4, 10.
package enum SecureMessagingFault: Error, Equatable, Sendable {
    /// An answer without a message authentication code, or with nothing but a status word.
    case unprotected(StatusWord)
    /// The message authentication code does not fit.
    case wrongCode
    /// Objects in the wrong order, twice, of the wrong length, or of a kind that has no place there.
    case malformed
    /// The protected status word differs from the one outside.
    case statusMismatch
    /// The padding of the decrypted data is wrong.
    case padding
    /// The channel was closed before, by an earlier fault or by restarting it with other keys.
    case closed
}
