package import Foundation
package import Sealing
import Secrets

/// The published keys of the fixtures, in the parts that the town hall has: making RSA keys anew takes seconds.
package final class TownHallKeys: Sendable {
    /// Signs the keys of destinations; pinned on the device.
    package let root: SigningKey
    /// Signs the receipts of the destination.
    package let office: SigningKey
    /// Signs nothing that counts.
    package let stranger: SigningKey
    /// What cases are sealed to.
    package let sealing: JSONWebKey

    /// Reads them.
    package init() async throws {
        root = try await SigningKey(der: Self.der("root"))
        office = try await SigningKey(der: Self.der("subscriber"))
        stranger = try await SigningKey(der: Self.der("stranger"))
        sealing = try DecryptionKey(der: Self.der("desk")).publicKey
    }

    /// The destination's keys as the root signs them.
    package func signedKeys(of destination: UUID, signing key: JSONWebKey? = nil) throws -> String {
        try SignedDestinationKey(
            signing: .init(
                destination: destination, key: sealing, verificationKeys: [key ?? office.publicKey],
                notBefore: Date() - 86_400, notAfter: Date() + 3600, issuedAt: Date()), with: root
        ).compact
    }

    /// The destination's keys as somebody else signs them, with a key of his own.
    package func forgedKeys(of destination: UUID) throws -> String {
        try SignedDestinationKey(
            signing: .init(
                destination: destination, key: sealing, verificationKeys: [stranger.publicKey],
                notBefore: Date() - 86_400, notAfter: Date() + 3600, issuedAt: Date()), with: stranger
        ).compact
    }

    private static func der(_ name: String) throws -> SecretBytes {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("SealingTests/Fixtures/keys.json")
        let json = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: [String: Any]]
        return SecretBytes(copying: Data(base64Encoded: json?[name]?["pkcs8"] as? String ?? "") ?? Data())
    }
}
