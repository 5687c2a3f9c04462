internal import Crypto
internal import CryptoExtras
package import Foundation

/// A public RSA key as it travels: for wrapping (`RSA-OAEP-256`) or for verifying (`PS512`). Not trusted by being one.
/// Source: RFC 7517; RFC 7518, 6.3.1; FIT-Connect: RSA of 4096 bits or more, exponent 65537.
package struct JSONWebKey: Codable, Hashable, Sendable {
    /// What a key is for.
    package enum Use: Hashable, Sendable {
        case wrapping
        case verifying

        var algorithm: String { self == .wrapping ? "RSA-OAEP-256" : "PS512" }
        var operation: String { self == .wrapping ? "wrapKey" : "verify" }
    }

    package let kty: String
    package let keyOperations: [String]
    package let alg: String
    package let kid: String
    package let n: String
    package let e: String

    private enum CodingKeys: String, CodingKey {
        case kty, alg, kid, n, e
        case keyOperations = "key_ops"
    }

    /// Describes a key whose numbers are known.
    /// - Parameters:
    ///   - modulus: Big-endian, leading zeros do not count.
    ///   - use: What it is for.
    ///   - kid: Its name; the thumbprint where none is given.
    package init(modulus: Data, use: Use, kid: String? = nil) {
        kty = "RSA"
        keyOperations = [use.operation]
        alg = use.algorithm
        n = Base64URL.text(Data(modulus.drop { $0 == 0 }))
        e = Self.exponent
        self.kid = kid ?? Self.thumbprint(n: n, e: Self.exponent)
    }

    /// 65537.
    private static let exponent = "AQAB"

    /// The name that follows from the key itself.
    /// Source: RFC 7638, 3.
    package var thumbprint: String { Self.thumbprint(n: n, e: e) }

    private static func thumbprint(n: String, e: String) -> String {
        Base64URL.text(Data(SHA256.hash(data: Data(#"{"e":"\#(e)","kty":"RSA","n":"\#(n)"}"#.utf8))))
    }

    /// What is wrong with a key for a use, in a sentence; nothing where it will do.
    package func fault(for use: Use) -> String? {
        guard kty == "RSA" else { return "The key is not an RSA key." }
        guard alg == use.algorithm else { return "The key's algorithm is not \(use.algorithm)." }
        guard keyOperations == [use.operation] else { return "The key's key_ops are not [\"\(use.operation)\"]." }
        guard (8...64).contains(kid.utf8.count) else { return "The key's kid has not 8 to 64 characters." }
        guard e == Self.exponent else { return "The key's exponent is not AQAB." }
        guard let modulus = modulus, modulus.first.map({ $0 >= 0x80 }) == true, modulus.last.map({ $0 & 1 }) == 1
        else { return "The key's modulus is not a sound number." }
        guard (512...1024).contains(modulus.count) else { return "The key has not 4096 to 8192 bits." }
        return nil
    }

    /// At most 2048 characters are looked at.
    private var modulus: Data? { n.utf8.count <= 2048 ? Base64URL.decode(n) : nil }

    /// The key as the library has it.
    func encryptionKey() throws(SealingError) -> _RSA.Encryption.PublicKey {
        guard fault(for: .wrapping) == nil, let modulus,
            let key = try? _RSA.Encryption.PublicKey(n: modulus, e: Data([1, 0, 1]))
        else { throw .malformed("key for wrapping") }
        return key
    }

    /// The key as the library has it.
    func verificationKey() throws(SealingError) -> _RSA.Signing.PublicKey {
        guard fault(for: .verifying) == nil, let modulus,
            let key = try? _RSA.Signing.PublicKey(n: modulus, e: Data([1, 0, 1]))
        else { throw .malformed("key for verifying") }
        return key
    }
}
