import Foundation
import Sealing
import Secrets

/// The published keys of the fixtures: making RSA keys anew takes seconds.
enum TestKeys {
    enum Name: String { case desk, device, root, subscriber, stranger }

    private static func entry(_ name: Name) throws -> [String: Any] {
        let json = try Data(contentsOf: Independent.fixtures.appendingPathComponent("keys.json"))
        let all = try JSONSerialization.jsonObject(with: json) as? [String: [String: Any]]
        guard let entry = all?[name.rawValue] else { throw CocoaError(.fileReadCorruptFile) }
        return entry
    }

    /// As the other library takes it, with the private half.
    static func jwk(_ name: Name) throws -> [String: Any] { try entry(name)["jwk"] as? [String: Any] ?? [:] }

    private static func der(_ name: Name) throws -> SecretBytes {
        SecretBytes(copying: Data(base64Encoded: try entry(name)["pkcs8"] as? String ?? "") ?? Data())
    }

    static func decryption(_ name: Name) throws -> DecryptionKey { try DecryptionKey(der: der(name)) }

    static func signing(_ name: Name) async throws -> SigningKey { try await SigningKey(der: der(name)) }

    static func verification(_ name: Name) async throws -> VerificationKey {
        try await VerificationKey(signing(name).publicKey)
    }

    /// The public half, for this use.
    static func publicKey(_ name: Name, _ use: JSONWebKey.Use) async throws -> JSONWebKey {
        use == .wrapping ? try decryption(name).publicKey : try await signing(name).publicKey
    }
}

/// A generator that gives the same each time.
struct Seeded: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        // SplitMix64.
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
