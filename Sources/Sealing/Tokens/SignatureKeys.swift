internal import CryptoExtras
internal import Foundation
internal import JWTKit
package import Secrets

/// A key that tokens are verified with, `PS512`.
package struct VerificationKey: Sendable {
    /// As it came.
    package let jwk: JSONWebKey

    private let algorithm: any JWTAlgorithm

    /// Takes a key that the caller has a reason to trust.
    /// - Throws: `malformed` where it is not fit for verifying.
    package init(_ jwk: JSONWebKey) async throws(SealingError) {
        let key = try jwk.verificationKey()
        algorithm = try await Self.algorithm { try Insecure.RSA.PublicKey(backing: key) }
        self.jwk = jwk
    }

    /// Whether a signature is this key's.
    func isValid(_ signature: Data, of text: Data) -> Bool {
        (try? algorithm.verify(signature, signs: text)) == true
    }

    fileprivate static func algorithm(_ key: () throws -> some RSAKey) async throws(SealingError) -> any JWTAlgorithm {
        do {
            return try await JWTKeyCollection().add(pss: key(), digestAlgorithm: .sha512).getKey()
        } catch {
            throw .malformed("RSA key")
        }
    }
}

/// A key pair that tokens are signed with, `PS512`. A signature takes some 5 ms.
package struct SigningKey: ~Copyable, Sendable {
    /// The half that others verify with.
    package let publicKey: JSONWebKey

    private let algorithm: any JWTAlgorithm

    /// Reads a private key, PKCS #1 or PKCS #8 in DER. The library holds a copy as long as this value lives, and
    /// clears it then.
    /// - Parameters:
    ///   - der: The key; taken over and wiped.
    ///   - kid: Its name; the thumbprint where none is given.
    /// - Throws: `malformed` where it is none, or not fit.
    package init(der: consuming SecretBytes, kid: String? = nil) async throws(SealingError) {
        let key = der.withUnsafeBytes { try? _RSA.Signing.PrivateKey(derRepresentation: $0) }
        guard let key, let numbers = try? key.publicKey.getKeyPrimitives() else { throw .malformed("private key") }
        let publicKey = JSONWebKey(modulus: numbers.modulus, use: .verifying, kid: kid)
        guard publicKey.fault(for: .verifying) == nil else { throw .malformed("private key") }
        algorithm = try await VerificationKey.algorithm { try Insecure.RSA.PrivateKey(backing: key) }
        self.publicKey = publicKey
    }

    /// Makes a new private key of 4096 bits, DER, for keeping it where only its owner reads. Takes up to some seconds.
    /// - Throws: `unavailable` where the library refuses.
    package static func makePrivateKey() throws(SealingError) -> SecretBytes {
        guard let key = try? _RSA.Signing.PrivateKey(keySize: .bits4096) else { throw .unavailable("RSA") }
        var der = key.derRepresentation
        return SecretBytes(taking: &der)
    }

    borrowing func signature(of text: Data) throws(SealingError) -> Data {
        guard let signature = try? algorithm.sign(text) else { throw .unavailable("RSA-PSS") }
        return Data(signature)
    }
}
