package import Secrets

/// The two keys of a session, made from what both sides have agreed on.
///
/// Source: BSI TR-03110-3, A.2.3 and F.4.
package struct SessionKeys: ~Copyable, Sendable {
    package let cipher: SessionCipher
    /// K_Enc.
    package let encryption: SecretBytes
    /// K_MAC.
    package let authentication: SecretBytes

    /// Derives both keys. The nonce is the card's in chip authentication version 2; PACE has none.
    package init(
        cipher: SessionCipher, sharedSecret: borrowing SecretBytes, nonce: [UInt8] = []
    ) throws(EIDError) {
        let encryption = try KeyDerivation.encryptionKey(for: cipher, from: sharedSecret, nonce: nonce)
        let authentication = try KeyDerivation.authenticationKey(for: cipher, from: sharedSecret, nonce: nonce)
        self.init(cipher: cipher, encryption: encryption, authentication: authentication)
    }

    /// Takes keys over: for the published examples.
    package init(
        cipher: SessionCipher, encryption: consuming SecretBytes, authentication: consuming SecretBytes
    ) {
        self.cipher = cipher
        self.encryption = encryption
        self.authentication = authentication
    }

    /// An authentication token: the code over the other side's ephemeral public key.
    ///
    /// Source: BSI TR-03110-3, A.2.4 (authentication token) and D.3.4 (7F49 with protocol and point, no parameters).
    package borrowing func token(over key: ECPublicKey, protocolID: OID) throws(EIDError) -> [UInt8] {
        let object = CVPublicKey(protocolID: protocolID, key: key, withDomainParameters: false)
        return try cipher.authenticationCode(try object.encoded(), key: authentication)
    }
}
