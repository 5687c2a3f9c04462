import Crypto
import Foundation
import Sealing

/// What is kept of a client's secret. The secret has 256 bits by chance: one pass of SHA-256 is enough.
package struct ClientSecretHash: Hashable, Sendable, CustomStringConvertible {
    let bytes: Data

    /// Hashes a secret.
    package init(of secret: String) { bytes = Data(SHA256.hash(data: Data(secret.utf8))) }

    init(bytes: Data) { self.bytes = bytes }

    /// Whether it is the hash of this secret, in a time that tells nothing.
    func matches(_ secret: String) -> Bool {
        let other = ClientSecretHash(of: secret).bytes
        guard other.count == bytes.count else { return false }
        return zip(bytes, other).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    /// Says nothing.
    package var description: String { "ClientSecretHash(redacted)" }
}

/// A new secret for a client, shown once.
package struct ClientSecret: Sendable, CustomStringConvertible {
    /// 43 characters, base64url.
    package let text: String

    /// Makes one by chance.
    package init() {
        text = SymmetricKey(size: .bits256).withUnsafeBytes { Base64URL.text(Data($0)) }
    }

    /// What is kept of it.
    package var hash: ClientSecretHash { ClientSecretHash(of: text) }

    /// Says nothing.
    package var description: String { "ClientSecret(redacted)" }
}
