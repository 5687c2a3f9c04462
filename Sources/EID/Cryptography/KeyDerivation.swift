package import Secrets

/// Derives session keys and password keys: KDF(K, r, c) = H(K ‖ r ‖ c), cut to the key's length.
///
/// H is SHA-1 for AES-128 and SHA-256 for AES-192 and AES-256. Source: BSI TR-03110-3, A.2.3.
package enum KeyDerivation {
    /// K_Enc, counter 1. The nonce is the one that the card sends in chip authentication version 2.
    package static func encryptionKey(
        for cipher: SessionCipher, from secret: borrowing SecretBytes, nonce: [UInt8] = []
    ) throws(EIDError) -> SecretBytes {
        try derive(cipher, secret, nonce: nonce, counter: 1)
    }

    /// K_MAC, counter 2.
    package static func authenticationKey(
        for cipher: SessionCipher, from secret: borrowing SecretBytes, nonce: [UInt8] = []
    ) throws(EIDError) -> SecretBytes {
        try derive(cipher, secret, nonce: nonce, counter: 2)
    }

    /// K_π, counter 3, from a password as PACE takes it: the digits of PIN, CAN or PUK, or the hash of the MRZ.
    package static func passwordKey(
        for cipher: SessionCipher, from password: borrowing SecretBytes
    ) throws(EIDError) -> SecretBytes {
        try derive(cipher, password, nonce: [], counter: 3)
    }

    private static func derive(
        _ cipher: SessionCipher, _ secret: borrowing SecretBytes, nonce: [UInt8], counter: UInt8
    ) throws(EIDError) -> SecretBytes {
        let function: HashFunction = cipher == .aes128 ? .sha1 : .sha256
        let digest = try function.digest(secret: secret, followedBy: nonce + [0, 0, 0, counter])
        return SecretBytes(count: cipher.keyLength) { target in
            digest.withUnsafeBytes { target.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[..<target.count])) }
        }
    }
}
