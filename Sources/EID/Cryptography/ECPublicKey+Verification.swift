import COpenSSL

extension ECPublicKey {
    /// Whether a plain ECDSA signature over a digest was made with the private half of this key.
    ///
    /// Source: BSI TR-03111, 4.2.1 and 5.2.1. A signature of another length is none.
    package func verifies(signature: [UInt8], digest: [UInt8]) throws(EIDError) -> Bool {
        let size = curve.orderSize
        guard signature.count == 2 * size else { return false }
        guard let key = EC_KEY_new() else { throw .cryptography }
        defer { EC_KEY_free(key) }
        let point = try CurvePoint(on: curve, encoded: encoded)
        guard EC_KEY_set_group(key, curve.group.pointer) == 1, EC_KEY_set_public_key(key, point.pointer) == 1,
            let parsed = ECDSA_SIG_new()
        else { throw .cryptography }
        defer { ECDSA_SIG_free(parsed) }
        let first = signature.withUnsafeBufferPointer { BN_bin2bn($0.baseAddress, Int32(size), nil) }
        let second = signature.withUnsafeBufferPointer { bytes in
            bytes.baseAddress.flatMap { BN_bin2bn($0 + size, Int32(size), nil) }
        }
        guard first != nil, second != nil, ECDSA_SIG_set0(parsed, first, second) == 1 else {
            BN_free(first)
            BN_free(second)
            throw .cryptography
        }
        let result = ECDSA_do_verify(digest, Int32(digest.count), parsed, key)
        // A signature with a part outside 1…order−1 is an error to OpenSSL; to us it is a wrong signature.
        if result != 1 { ERR_clear_error() }
        return result == 1
    }
}
