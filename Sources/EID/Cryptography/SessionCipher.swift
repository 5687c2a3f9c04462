import COpenSSL
package import Secrets

/// The block cipher of a session: AES in CBC mode to encrypt, and as CMAC to authenticate.
///
/// Source: BSI TR-03110-3, A.2.4 (AES, NIST SP 800-38A and 800-38B). 3DES, which the standard still lists for passports,
/// is on no German identity card.
package enum SessionCipher: Sendable, CaseIterable {
    case aes128, aes192, aes256

    /// The length of both session keys in bytes.
    package var keyLength: Int {
        switch self {
        case .aes128: 16
        case .aes192: 24
        case .aes256: 32
        }
    }

    /// The length of a block in bytes.
    package static let blockLength = 16

    /// The length of a message authentication code in bytes: CMAC, cut to its first eight.
    package static let codeLength = 8

    private var chaining: OpaquePointer? {
        switch self {
        case .aes128: EVP_aes_128_cbc()
        case .aes192: EVP_aes_192_cbc()
        case .aes256: EVP_aes_256_cbc()
        }
    }

    private var chainingName: String {
        switch self {
        case .aes128: "AES-128-CBC"
        case .aes192: "AES-192-CBC"
        case .aes256: "AES-256-CBC"
        }
    }

    /// Encrypts whole blocks with CBC, without padding.
    package func encrypt(
        _ plaintext: [UInt8], key: borrowing SecretBytes, initializationVector: [UInt8]
    ) throws(EIDError) -> [UInt8] {
        var output = [UInt8](repeating: 0, count: plaintext.count)
        try run(
            plaintext, count: plaintext.count, into: &output, key: key, initializationVector: initializationVector,
            encrypts: true)
        return output
    }

    /// Encrypts whole blocks of a secret, which stays where it is.
    package func encrypt(
        _ plaintext: borrowing SecretBytes, key: borrowing SecretBytes, initializationVector: [UInt8]
    ) throws(EIDError) -> [UInt8] {
        var output = [UInt8](repeating: 0, count: plaintext.count)
        try plaintext.withUnsafeBytes { source throws(EIDError) in
            guard let start = source.baseAddress else { return }
            try run(
                start, count: source.count, into: &output, key: key, initializationVector: initializationVector,
                encrypts: true)
        }
        return output
    }

    /// Decrypts whole blocks with CBC, without looking at the padding.
    package func decrypt(
        _ ciphertext: some Collection<UInt8>, key: borrowing SecretBytes, initializationVector: [UInt8]
    ) throws(EIDError) -> SecretBytes {
        let source = Array(ciphertext)
        return try SecretBytes(count: source.count) { (target) throws(EIDError) in
            guard let start = target.baseAddress else { return }
            try run(
                source, count: source.count, into: start, key: key, initializationVector: initializationVector,
                encrypts: false)
        }
    }

    /// The vector that secure messaging starts CBC with: the send sequence counter, encrypted.
    package func initializationVector(
        counter: [UInt8], key: borrowing SecretBytes
    ) throws(EIDError) -> [UInt8] {
        try encrypt(counter, key: key, initializationVector: [UInt8](repeating: 0, count: SessionCipher.blockLength))
    }

    private func run(
        _ source: UnsafeRawPointer, count: Int, into target: UnsafeMutableRawPointer, key: borrowing SecretBytes,
        initializationVector: [UInt8], encrypts: Bool
    ) throws(EIDError) {
        guard count % SessionCipher.blockLength == 0, key.count == keyLength,
            initializationVector.count == SessionCipher.blockLength
        else { throw .malformed("cipher input") }
        guard count > 0 else { return }
        // Freeing wipes the context with its key schedule.
        guard let context = EVP_CIPHER_CTX_new() else { throw .cryptography }
        defer { EVP_CIPHER_CTX_free(context) }
        let done = key.withUnsafeBytes { key in
            var length: Int32 = 0
            return EVP_CipherInit_ex(
                context, chaining, nil, key.bindMemory(to: UInt8.self).baseAddress, initializationVector,
                encrypts ? 1 : 0) == 1
                && EVP_CIPHER_CTX_set_padding(context, 0) == 1
                && EVP_CipherUpdate(
                    context, target.assumingMemoryBound(to: UInt8.self), &length,
                    source.assumingMemoryBound(to: UInt8.self), Int32(count)) == 1
                && length == Int32(count)
        }
        guard done else { throw .cryptography }
    }

    /// CMAC over a message, cut to its first eight bytes.
    package func authenticationCode(_ message: [UInt8], key: borrowing SecretBytes) throws(EIDError) -> [UInt8] {
        Array(try fullCode(message, key: key).prefix(SessionCipher.codeLength))
    }

    /// CMAC in its full length of 16 bytes.
    package func fullCode(_ message: [UInt8], key: borrowing SecretBytes) throws(EIDError) -> [UInt8] {
        guard key.count == keyLength else { throw .malformed("cipher input") }
        guard let context = EVP_MAC_CTX_new(SessionCipher.authentication.pointer) else { throw .cryptography }
        defer { EVP_MAC_CTX_free(context) }
        var code = [UInt8](repeating: 0, count: SessionCipher.blockLength)
        var name = Array(chainingName.utf8CString)
        // OpenSSL keeps pointers to the parameter's name and value: both have to last until the code is computed.
        let done = key.withUnsafeBytes { key in
            OSSL_MAC_PARAM_CIPHER.withCString { parameter in
                name.withUnsafeMutableBufferPointer { name in
                    let parameters = [
                        OSSL_PARAM_construct_utf8_string(parameter, name.baseAddress, 0), OSSL_PARAM_construct_end(),
                    ]
                    var length = 0
                    return EVP_MAC_init(
                        context, key.bindMemory(to: UInt8.self).baseAddress, key.count, parameters) == 1
                        && EVP_MAC_update(context, message, message.count) == 1
                        && EVP_MAC_final(context, &code, &length, code.count) == 1 && length == code.count
                }
            }
        }
        guard done else { throw .cryptography }
        return code
    }

    /// OpenSSL's CMAC, looked up once.
    /// Sendable by hand: an algorithm is fetched once and never changes.
    private struct Authentication: @unchecked Sendable {
        let pointer = EVP_MAC_fetch(nil, "CMAC", nil)
    }

    private static let authentication = Authentication()
}
