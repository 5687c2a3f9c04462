import COpenSSL
package import Secrets

extension EllipticCurve {
    /// PACE's generic mapping: the same curve with the generator G' = s·G + H, where H is the point that both sides agree on.
    ///
    /// Source: BSI TR-03110-3, A.3.4.1.1. Both sides compute the same. Throws where H or G' is infinity, which happens
    /// by chance as often as a key is guessed, and otherwise means that somebody cheats.
    package func mapped(
        nonce: borrowing SecretBytes, privateKey: borrowing ECPrivateKey, publicKey: ECPublicKey
    ) throws(EIDError) -> EllipticCurve {
        guard privateKey.curve == self, publicKey.curve == self else { throw .malformed("mapping key") }
        let shared = try privateKey.sharedPoint(with: publicKey)
        // s·G and the sum are separate steps: OpenSSL computes a sum of two products in a time that depends on s.
        let product = try CurvePoint(on: self)
        let scalar = try BigNumber(nonce)
        guard EC_POINT_mul(group.pointer, product.pointer, scalar.pointer, nil, nil, nil) == 1,
            EC_POINT_add(group.pointer, product.pointer, product.pointer, shared.pointer, nil) == 1
        else { throw .cryptography }
        guard EC_POINT_is_at_infinity(group.pointer, product.pointer) == 0 else {
            throw .malformed("point at infinity")
        }
        guard let copy = EC_GROUP_dup(group.pointer) else { throw .cryptography }
        guard
            EC_GROUP_set_generator(
                copy, product.pointer, EC_GROUP_get0_order(group.pointer), EC_GROUP_get0_cofactor(group.pointer)) == 1
        else {
            EC_GROUP_free(copy)
            throw .cryptography
        }
        return try EllipticCurve(owning: copy, identifier: standardizedIdentifier)
    }
}

/// A point in OpenSSL's hands, wiped when it ends.
struct CurvePoint: ~Copyable {
    let pointer: OpaquePointer

    init(on curve: EllipticCurve) throws(EIDError) {
        guard let pointer = EC_POINT_new(curve.group.pointer) else { throw .cryptography }
        self.pointer = pointer
    }

    /// Reads an uncompressed point and makes sure that it lies on the curve and is not infinity.
    init(on curve: EllipticCurve, encoded: [UInt8]) throws(EIDError) {
        guard encoded.count == 1 + 2 * curve.fieldSize, encoded.first == 0x04 else { throw .malformed("public key") }
        guard let pointer = EC_POINT_new(curve.group.pointer) else { throw .cryptography }
        guard EC_POINT_oct2point(curve.group.pointer, pointer, encoded, encoded.count, nil) == 1,
            EC_POINT_is_on_curve(curve.group.pointer, pointer, nil) == 1,
            EC_POINT_is_at_infinity(curve.group.pointer, pointer) == 0
        else {
            ERR_clear_error()
            EC_POINT_free(pointer)
            throw .malformed("public key, which is not on its curve")
        }
        self.pointer = pointer
    }

    deinit { EC_POINT_clear_free(pointer) }
}
