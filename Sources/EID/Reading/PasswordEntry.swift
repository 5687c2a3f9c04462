package import Secrets

/// How the holder, or the staff with the card in hand, opens the card.
package struct PasswordEntry: ~Copyable, Sendable {
    /// Where the password comes from. The secrets stand beside it and not in it: Swift 6.3.1 cannot compile asynchronous
    /// work on the contents of an enumeration that may not be copied.
    enum Way: Sendable {
        case typed
        case resuming
        case onPad(any PasswordPad)
    }

    let way: Way

    /// The password that counts for the card: what the terminal may do depends on it.
    package let kind: PasswordKind

    let password: SecretBytes
    /// The CAN where a suspended PIN is resumed; else empty.
    let can: SecretBytes

    private init(
        way: Way, kind: PasswordKind, password: consuming SecretBytes, can: consuming SecretBytes
    ) {
        self.way = way
        self.kind = kind
        self.password = password
        self.can = can
    }

    /// Typed here.
    package static func typed(_ password: consuming SecretBytes, _ kind: PasswordKind) -> PasswordEntry {
        PasswordEntry(way: .typed, kind: kind, password: password, can: SecretBytes(capacity: 1))
    }

    /// A suspended PIN: the CAN first, and in its channel the last try of the PIN.
    package static func resuming(pin: consuming SecretBytes, can: consuming SecretBytes) -> PasswordEntry {
        PasswordEntry(way: .resuming, kind: .pin, password: pin, can: can)
    }

    /// Typed on the reader's own pad.
    package static func onPad(_ pad: any PasswordPad, _ kind: PasswordKind) -> PasswordEntry {
        PasswordEntry(
            way: .onPad(pad), kind: kind, password: SecretBytes(capacity: 1), can: SecretBytes(capacity: 1))
    }
}
