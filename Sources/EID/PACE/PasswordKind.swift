package import Secrets

/// The passwords that a card knows, with their numbers in PACE.
///
/// Source: BSI TR-03110-3, B.14.1; lengths BSI TR-03127, 3.3.
package enum PasswordKind: UInt8, Sendable, CaseIterable {
    /// The machine-readable zone: number, date of birth and date of expiry, each with its check digit.
    case mrz = 1
    /// The six digits on the card's front.
    case can = 2
    /// The holder's six digits; five digits of the transport PIN as long as it was never changed.
    case pin = 3
    /// The ten digits of the letter, which unblock the PIN.
    case puk = 4

    /// How many characters it may have. What has another length never reaches a card, and so costs no try.
    package var lengths: ClosedRange<Int> {
        switch self {
        // Document number of 9 or more, date of birth, date of expiry, three check digits.
        case .mrz: 24...48
        case .can: 6...6
        case .pin: 5...6
        case .puk: 10...10
        }
    }

    /// What it must look like, as a sentence; never what was typed.
    var form: String {
        switch self {
        case .mrz: "The machine-readable zone is given with its check digits: 24 to 48 capital letters, digits and <."
        case .can: "The CAN has six digits; it stands on the front of the card."
        case .pin: "The PIN has six digits; a transport PIN that was never changed has five."
        case .puk: "The PUK has ten digits; it stands in the letter."
        }
    }

    /// Whether the characters can be such a password: digits, and as many as there must be.
    package func accepts(_ password: borrowing SecretBytes) -> Bool {
        guard lengths.contains(password.count) else { return false }
        let kind = self
        return password.withUnsafeBytes { bytes in
            bytes.allSatisfy {
                (0x30...0x39).contains($0) || kind == .mrz && ((0x41...0x5A).contains($0) || $0 == 0x3C)
            }
        }
    }

    /// K_π, with which the card's nonce is encrypted.
    ///
    /// Source: BSI TR-03110-3, A.2.3.1 (the digits as they are) and table 9 (MRZ: SHA-1 of the characters).
    package func key(
        from password: borrowing SecretBytes, for cipher: SessionCipher
    ) throws(EIDError) -> SecretBytes {
        guard self == .mrz else { return try KeyDerivation.passwordKey(for: cipher, from: password) }
        let hashed = try HashFunction.sha1.digest(secret: password)
        return try KeyDerivation.passwordKey(for: cipher, from: hashed)
    }
}
