internal import CryptoExtras
internal import Foundation
package import Secrets

/// An RSA key pair for `RSA-OAEP-256` whose private half stays here: the device's, or a desk's.
package struct DecryptionKey: ~Copyable, Sendable {
    private let der: SecretBytes

    /// Read once: the library checks a private key each time that it reads it, which takes longer than to use it.
    private let held: Held

    // The library locks what it changes in a key, as it does for its signing keys, which it declares Sendable.
    private final class Held: @unchecked Sendable {
        let key: _RSA.Encryption.PrivateKey

        init(_ key: _RSA.Encryption.PrivateKey) { self.key = key }
    }

    /// The half that others seal to.
    package let publicKey: JSONWebKey

    /// Makes a new pair of 4096 bits. Takes up to some seconds.
    /// - Throws: `unavailable` where the library refuses.
    package init() throws(SealingError) {
        guard let key = try? _RSA.Encryption.PrivateKey(keySize: .bits4096) else { throw .unavailable("RSA") }
        var der = key.derRepresentation
        try self.init(der: SecretBytes(taking: &der))
    }

    /// Reads a private key, PKCS #1 or PKCS #8 in DER. The library holds a copy as long as this value lives, and clears it
    /// then.
    /// - Parameters:
    ///   - der: The key; taken over.
    ///   - kid: Its name; the thumbprint where none is given.
    /// - Throws: `malformed` where it is none, or not one for this use.
    package init(der: consuming SecretBytes, kid: String? = nil) throws(SealingError) {
        let key = der.withUnsafeBytes { try? _RSA.Encryption.PrivateKey(derRepresentation: $0) }
        guard let key, let numbers = try? key.publicKey.getKeyPrimitives() else { throw .malformed("private key") }
        let publicKey = JSONWebKey(modulus: numbers.modulus, use: .wrapping, kid: kid)
        guard publicKey.fault(for: .wrapping) == nil else { throw .malformed("private key") }
        self.publicKey = publicKey
        held = Held(key)
        self.der = der
    }

    /// Lends the private half, DER, for keeping it where only its owner reads.
    package borrowing func withPrivateKey<Result: ~Copyable, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try der.withUnsafeBytes(body)
    }

    /// Unwraps a content encryption key. Where that fails a random one is given, so that nobody who sends bad keys
    /// learns from answer or time what was wrong with them.
    /// Source: RFC 7516, 11.5.
    borrowing func unwrap(_ encryptedKey: Data) -> SessionKey {
        let spare = SessionKey()
        guard var unwrapped = try? held.key.decrypt(encryptedKey, padding: .PKCS1_OAEP_SHA256),
            let key = try? SessionKey(SecretBytes(taking: &unwrapped))
        else { return spare }
        return key
    }
}
