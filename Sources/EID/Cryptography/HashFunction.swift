import COpenSSL
import Secrets

/// A hash function of the standard.
package enum HashFunction: Sendable, CaseIterable {
    case sha1, sha224, sha256, sha384, sha512

    /// The digest's length in bytes.
    package var length: Int {
        switch self {
        case .sha1: 20
        case .sha224: 28
        case .sha256: 32
        case .sha384: 48
        case .sha512: 64
        }
    }

    private var algorithm: OpaquePointer? {
        switch self {
        case .sha1: EVP_sha1()
        case .sha224: EVP_sha224()
        case .sha256: EVP_sha256()
        case .sha384: EVP_sha384()
        case .sha512: EVP_sha512()
        }
    }

    package func digest(_ bytes: some Collection<UInt8>) throws(EIDError) -> [UInt8] {
        let input = Array(bytes)
        var result = [UInt8](repeating: 0, count: length)
        guard EVP_Digest(input, input.count, &result, nil, algorithm, nil) == 1 else { throw .cryptography }
        return result
    }

    /// The digest of a secret with bytes behind it, itself a secret.
    func digest(secret: borrowing SecretBytes, followedBy rest: [UInt8] = []) throws(EIDError) -> SecretBytes {
        guard let context = EVP_MD_CTX_new() else { throw .cryptography }
        // Freeing wipes the context: it has seen the secret.
        defer { EVP_MD_CTX_free(context) }
        let absorbed = secret.withUnsafeBytes { bytes in
            EVP_DigestInit_ex(context, algorithm, nil) == 1
                && EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) == 1
                && EVP_DigestUpdate(context, rest, rest.count) == 1
        }
        guard absorbed else { throw .cryptography }
        return try SecretBytes(count: length) { (target) throws(EIDError) in
            guard EVP_DigestFinal_ex(context, target.bindMemory(to: UInt8.self).baseAddress, nil) == 1 else {
                throw .cryptography
            }
        }
    }
}
