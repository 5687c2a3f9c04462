package import Secrets

/// How the holder, or the staff with the card in hand, opens the card.
package enum PasswordEntry: ~Copyable, Sendable {
    /// Typed here.
    case typed(SecretBytes, PasswordKind)
    /// A suspended PIN: the CAN first, and in its channel the last try of the PIN.
    case resuming(pin: SecretBytes, can: SecretBytes)
    /// Typed on the reader's own pad.
    case onPad(any PasswordPad, PasswordKind)

    /// The password that counts for the card: what the terminal may do depends on it.
    package var kind: PasswordKind {
        switch self {
        case .typed(_, let kind): kind
        case .onPad(_, let kind): kind
        case .resuming: .pin
        }
    }
}
