internal import Crypto
package import Foundation
internal import Secrets

/// A session's key, wrapped to each of several public keys: the staff member's own, colleagues', the town's recovery
/// key. It lies beside the draft; any one of them opens it.
///
/// HPKE in base mode, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM; bound to session and recipient.
/// Source: RFC 9180, 5.1.1.
package struct WrappedSessionKey: Codable, Hashable, Sendable {
    /// How a try to unwrap went.
    package enum Unwrapping: ~Copyable {
        case key(SessionKey)
        /// It was not wrapped to this key.
        case notForThisKey
        /// It was changed, or belongs to another session.
        case notAuthentic
    }

    private struct Copy: Codable, Hashable {
        let recipient: StaffPublicKey
        let encapsulatedKey: Data
        let ciphertext: Data
    }

    private let copies: [Copy]

    /// Wraps a key. A recipient named twice gets one copy.
    /// - Throws: `malformed` where nobody or more than 64 are named, or a public key is none.
    package init(
        wrapping key: borrowing SessionKey, of session: UUID, to recipients: [StaffPublicKey]
    ) throws(SealingError) {
        guard (1...64).contains(recipients.count) else { throw .malformed("list of recipients") }
        var copies: [Copy] = []
        for recipient in recipients where !copies.contains(where: { $0.recipient == recipient }) {
            guard let publicKey = recipient.keyAgreement,
                var sender = try? HPKE.Sender(
                    recipientKey: publicKey, ciphersuite: Self.suite, info: Self.info(session, recipient)),
                let ciphertext = key.withUnsafeBytes({ bytes in FreedMemory.wiping { try? sender.seal(bytes) } })
            else { throw .malformed("public key") }
            copies.append(
                Copy(recipient: recipient, encapsulatedKey: sender.encapsulatedKey, ciphertext: ciphertext))
        }
        self.copies = copies
    }

    /// Whom it is wrapped to.
    package var recipients: [StaffPublicKey] { copies.map(\.recipient) }

    /// Unwraps it with one of the keys.
    package func unwrap(with staffKey: borrowing StaffKey, session: UUID) -> Unwrapping {
        let publicKey = staffKey.publicKey
        guard let copy = copies.first(where: { $0.recipient == publicKey }) else { return .notForThisKey }
        let opened: Data? = staffKey.withPrivateKey { privateKey in
            guard
                var recipient = try? HPKE.Recipient(
                    privateKey: privateKey, ciphersuite: Self.suite, info: Self.info(session, publicKey),
                    encapsulatedKey: copy.encapsulatedKey)
            else { return nil }
            return FreedMemory.wiping { try? recipient.open(copy.ciphertext) }
        }
        guard var opened, let key = try? SessionKey(SecretBytes(taking: &opened)) else { return .notAuthentic }
        return .key(key)
    }

    static let suite = HPKE.Ciphersuite(kem: .Curve25519_HKDF_SHA256, kdf: .HKDF_SHA256, aead: .AES_GCM_256)

    private static func info(_ session: UUID, _ recipient: StaffPublicKey) -> Data {
        AssociatedData("session key", .id(session), .bytes(recipient.bytes)).encoded
    }
}
