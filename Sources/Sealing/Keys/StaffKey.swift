internal import Crypto
internal import CryptoExtras
package import Foundation
package import Secrets

/// The public half of a staff member's key, a colleague's, or the town's recovery key: X25519.
package struct StaffPublicKey: Codable, Hashable, Sendable {
    /// 32 bytes.
    package let bytes: Data

    /// Takes a public key.
    /// - Throws: `malformed` where it is not 32 bytes long.
    package init(_ bytes: Data) throws(SealingError) {
        guard bytes.count == 32 else { throw .malformed("public key") }
        self.bytes = bytes
    }

    package init(from decoder: any Decoder) throws {
        try self.init(try decoder.singleValueContainer().decode(Data.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(bytes)
    }

    /// Sixteen digits by which people compare keys and wrapped copies are found.
    package var fingerprint: String {
        SHA256.hash(data: bytes).prefix(8).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }

    var keyAgreement: Curve25519.KeyAgreement.PublicKey? { try? .init(rawRepresentation: bytes) }
}

/// A staff member's key pair, open: made anew, or opened by the passphrase. It never touches the disk like this.
package struct StaffKey: ~Copyable, Sendable {
    private let secret: SecretBytes

    /// The half that others wrap to.
    package let publicKey: StaffPublicKey

    /// Makes a new pair.
    /// - Throws: `unavailable`, which it never should.
    package init() throws(SealingError) {
        // Any 32 bytes are a private key of X25519 (RFC 7748, 5).
        try self.init(secret: SessionKey.random(count: 32))
    }

    init(secret: consuming SecretBytes) throws(SealingError) {
        guard let key = secret.withUnsafeBytes({ try? Curve25519.KeyAgreement.PrivateKey(rawRepresentation: $0) })
        else { throw .malformed("private key") }
        publicKey = try StaffPublicKey(key.publicKey.rawRepresentation)
        self.secret = secret
    }

    /// Lends the private half to one operation of the library, which keeps it in wiped memory of its own.
    borrowing func withPrivateKey<Result>(_ body: (Curve25519.KeyAgreement.PrivateKey) -> Result?) -> Result? {
        secret.withUnsafeBytes { bytes in
            (try? Curve25519.KeyAgreement.PrivateKey(rawRepresentation: bytes)).flatMap(body)
        }
    }

    /// Locks the private half with a passphrase, to be kept on the disk.
    /// - Parameters:
    ///   - passphrase: In UTF-8. Its rules are the caller's.
    ///   - cost: How much work one guess is.
    /// - Returns: What only the passphrase opens.
    /// - Throws: `unavailable` where the system has not the memory that the cost asks for.
    package borrowing func locked(
        with passphrase: borrowing SecretBytes, cost: LockedStaffKey.Cost = .standard
    ) throws(SealingError) -> LockedStaffKey {
        let salt = SessionKey.random(count: 16).withUnsafeBytes { Data($0) }
        let key = try cost.deriveKey(from: passphrase, salt: salt)
        return LockedStaffKey(
            publicKey: publicKey, salt: salt, cost: cost,
            sealed: try key.seal(secret, associatedData: LockedStaffKey.place(publicKey, salt, cost)))
    }
}

/// A staff key as it lies on the disk: the private half sealed under a key that scrypt makes of the passphrase.
package struct LockedStaffKey: Codable, Hashable, Sendable {
    /// How a try to open went.
    package enum Opening: ~Copyable {
        case opened(StaffKey)
        /// Or the file was changed: the two cannot be told apart.
        case wrongPassphrase
    }

    package let publicKey: StaffPublicKey
    let salt: Data
    let cost: Cost
    let sealed: Data

    static func place(_ publicKey: StaffPublicKey, _ salt: Data, _ cost: Cost) -> AssociatedData {
        AssociatedData(
            "staff key", .bytes(publicKey.bytes), .bytes(salt), .number(Int64(cost.rounds)),
            .number(Int64(cost.blockSize)), .number(Int64(cost.parallelism)))
    }

    /// Opens the key. Takes as long and as much memory as its cost says, whatever the passphrase is.
    /// - Returns: The key, or that the passphrase is wrong.
    /// - Throws: `unsupported` where the cost is out of bounds, `unavailable` where memory is short.
    package func open(with passphrase: borrowing SecretBytes) throws(SealingError) -> Opening {
        let key = try cost.deriveKey(from: passphrase, salt: salt)
        guard let secret = try? key.open(sealed, associatedData: Self.place(publicKey, salt, cost)),
            let opened = try? StaffKey(secret: secret)
        else { return .wrongPassphrase }
        guard opened.publicKey == publicKey else { return .wrongPassphrase }
        return .opened(opened)
    }
}

extension LockedStaffKey {
    /// The cost of scrypt. Memory is 128 × blockSize × rounds bytes.
    /// Source: RFC 7914, 2.
    package struct Cost: Codable, Hashable, Sendable {
        package let rounds: Int
        package let blockSize: Int
        package let parallelism: Int

        /// 128 MB and about half a second a guess.
        package static let standard = Cost(rounds: 1 << 17, blockSize: 8, parallelism: 1)

        /// Sets a cost; what is out of bounds is refused when it is used.
        package init(rounds: Int, blockSize: Int, parallelism: Int) {
            self.rounds = rounds
            self.blockSize = blockSize
            self.parallelism = parallelism
        }

        /// From 2¹⁴ rounds, so that a changed file cannot make guessing cheap for one who watches, up to 1 GB.
        private var isSound: Bool {
            rounds >= 1 << 14 && rounds <= 1 << 20 && rounds.nonzeroBitCount == 1 && (8...16).contains(blockSize)
                && (1...4).contains(parallelism) && 128 * blockSize * rounds <= 1 << 30
        }

        func deriveKey(from passphrase: borrowing SecretBytes, salt: Data) throws(SealingError) -> SessionKey {
            guard isSound else { throw .unsupported("This cost of scrypt") }
            return try SessionKey(
                PassphraseKey.derive(
                    from: passphrase, salt: salt, count: SessionKey.byteCount, rounds: rounds, blockSize: blockSize,
                    parallelism: parallelism))
        }
    }
}

/// Scrypt as RFC 7914 has it.
package enum PassphraseKey {
    /// Derives bytes from a passphrase.
    /// - Throws: `unavailable` where the library refuses: parameters out of the standard's bounds, or no memory.
    package static func derive(
        from passphrase: borrowing SecretBytes, salt: Data, count: Int, rounds: Int, blockSize: Int, parallelism: Int
    ) throws(SealingError) -> SecretBytes {
        let derived = passphrase.withUnsafeBytes { bytes in
            try? KDF.Scrypt.deriveKey(
                from: bytes, salt: salt, outputByteCount: count, rounds: rounds, blockSize: blockSize,
                parallelism: parallelism)
        }
        guard let derived else { throw .unavailable("Memory for scrypt") }
        return SecretBytes(count: count) { target in derived.withUnsafeBytes { target.copyMemory(from: $0) } }
    }
}
