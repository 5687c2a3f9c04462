import Foundation
import Sealing
import Secrets

/// The published keys of Sealing's fixtures: making RSA keys anew takes seconds.
enum TestKeys {
    enum Name: String { case desk, device, root, subscriber, stranger }

    static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    private static func entry(_ name: Name) throws -> [String: Any] {
        let file = repository.appendingPathComponent("Tests/SealingTests/Fixtures/keys.json")
        let all = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: [String: Any]]
        guard let entry = all?[name.rawValue] else { throw CocoaError(.fileReadCorruptFile) }
        return entry
    }

    static func der(_ name: Name) throws -> SecretBytes {
        SecretBytes(copying: Data(base64Encoded: try entry(name)["pkcs8"] as? String ?? "") ?? Data())
    }

    /// As another library takes it, with the private half.
    static func privateJWK(_ name: Name) throws -> [String: Any] { try entry(name)["jwk"] as? [String: Any] ?? [:] }

    static func signing(_ name: Name) async throws -> SigningKey { try await SigningKey(der: der(name)) }

    static func decryption(_ name: Name) throws -> DecryptionKey { try DecryptionKey(der: der(name)) }
}
