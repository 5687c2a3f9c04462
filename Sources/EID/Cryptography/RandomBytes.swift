import COpenSSL
package import Secrets

/// Bytes from OpenSSL's generator, which the system seeds.
package enum RandomBytes {
    /// Bytes that others will see: a challenge.
    package static func challenge(count: Int) throws(EIDError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        guard RAND_bytes(&bytes, Int32(count)) == 1 else { throw .cryptography }
        return bytes
    }

    /// Bytes that nobody else may see.
    package static func secret(count: Int) throws(EIDError) -> SecretBytes {
        try SecretBytes(count: count) { (target) throws(EIDError) in
            guard RAND_priv_bytes(target.bindMemory(to: UInt8.self).baseAddress, Int32(count)) == 1 else {
                throw .cryptography
            }
        }
    }
}
