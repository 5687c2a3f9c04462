import COpenSSL
package import Secrets

/// A private key: it cannot be copied or printed, and is wiped when it ends.
package struct ECPrivateKey: ~Copyable, Sendable {
    package let curve: EllipticCurve
    package let publicKey: ECPublicKey
    private let scalar: SecretBytes

    /// Makes a key from its scalar, 1…order−1, most significant byte first. Throws where it is outside.
    package init(curve: EllipticCurve, scalar: consuming SecretBytes) throws(EIDError) {
        publicKey = try ECPrivateKey.publicKey(of: scalar, on: curve)
        self.curve = curve
        self.scalar = scalar
    }

    private static func publicKey(
        of scalar: borrowing SecretBytes, on curve: EllipticCurve
    ) throws(EIDError) -> ECPublicKey {
        let number = try BigNumber(scalar)
        guard BN_is_zero(number.pointer) == 0,
            BN_ucmp(number.pointer, EC_GROUP_get0_order(curve.group.pointer)) < 0
        else { throw .malformed("private key") }
        let point = try CurvePoint(on: curve)
        guard EC_POINT_mul(curve.group.pointer, point.pointer, number.pointer, nil, nil, nil) == 1 else {
            throw .cryptography
        }
        return try ECPublicKey(curve: curve, point: point)
    }

    /// A new key from the system's randomness.
    package static func generate(on curve: EllipticCurve) throws(EIDError) -> ECPrivateKey {
        let number = try BigNumber()
        repeat {
            guard BN_priv_rand_range(number.pointer, EC_GROUP_get0_order(curve.group.pointer)) == 1 else {
                throw .cryptography
            }
        } while BN_is_zero(number.pointer) == 1
        return try ECPrivateKey(curve: curve, scalar: number.secretBytes(count: curve.orderSize))
    }

    /// ECDH: the x-coordinate of the point that both sides agree on, in the field's full length.
    ///
    /// Source: BSI TR-03110-3, A.2.3.2 (Z_AB); BSI TR-03111, 4.3.
    package borrowing func sharedSecret(with other: ECPublicKey) throws(EIDError) -> SecretBytes {
        let point = try sharedPoint(with: other)
        let coordinate = try BigNumber()
        guard
            EC_POINT_get_affine_coordinates(curve.group.pointer, point.pointer, coordinate.pointer, nil, nil) == 1
        else { throw .cryptography }
        return try coordinate.secretBytes(count: curve.fieldSize)
    }

    /// The whole point that both sides agree on. Throws where it is infinity.
    borrowing func sharedPoint(with other: ECPublicKey) throws(EIDError) -> CurvePoint {
        guard other.curve == curve else { throw .malformed("public key of another curve") }
        let base = try CurvePoint(on: curve, encoded: other.encoded)
        let product = try CurvePoint(on: curve)
        let number = try BigNumber(scalar)
        guard EC_POINT_mul(curve.group.pointer, product.pointer, nil, base.pointer, number.pointer, nil) == 1 else {
            throw .cryptography
        }
        guard EC_POINT_is_at_infinity(curve.group.pointer, product.pointer) == 0 else {
            throw .malformed("point at infinity")
        }
        return product
    }

    /// Signs a digest with ECDSA; the signature is plain, r and s one after the other, each as long as the order.
    ///
    /// Source: BSI TR-03111, 4.2.1 and 5.2.1. A digest longer than the order is cut as the standard says.
    package borrowing func sign(digest: [UInt8]) throws(EIDError) -> [UInt8] {
        guard let key = EC_KEY_new() else { throw .cryptography }
        defer { EC_KEY_free(key) }
        let number = try BigNumber(scalar)
        guard EC_KEY_set_group(key, curve.group.pointer) == 1, EC_KEY_set_private_key(key, number.pointer) == 1,
            let signature = ECDSA_do_sign(digest, Int32(digest.count), key)
        else { throw .cryptography }
        defer { ECDSA_SIG_free(signature) }
        var bytes = [UInt8](repeating: 0, count: 2 * curve.orderSize)
        let size = curve.orderSize
        let written = bytes.withUnsafeMutableBufferPointer { target in
            guard let start = target.baseAddress else { return false }
            return BN_bn2binpad(ECDSA_SIG_get0_r(signature), start, Int32(size)) == Int32(size)
                && BN_bn2binpad(ECDSA_SIG_get0_s(signature), start + size, Int32(size)) == Int32(size)
        }
        guard written else { throw .cryptography }
        return bytes
    }
}
