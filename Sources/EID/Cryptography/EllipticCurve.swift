import COpenSSL

/// A prime-order curve with a generator: one of the standardized domain parameters, or one of those with the generator
/// that PACE has mapped.
///
/// Every curve here has cofactor 1, so that each of its points but infinity may serve as a public key.
package struct EllipticCurve: Sendable {
    /// OpenSSL's group, freed with the last curve that uses it.
    /// Sendable by hand: the group is complete when it gets here and is only read from then on.
    final class Group: @unchecked Sendable {
        let pointer: OpaquePointer

        init(owning pointer: OpaquePointer) { self.pointer = pointer }
        deinit { EC_GROUP_clear_free(pointer) }
    }

    let group: Group

    /// The identifier of the standardized domain parameters, 8…18 without the gaps; also for a mapped curve.
    package let standardizedIdentifier: Int

    /// The length of a coordinate in bytes.
    package let fieldSize: Int

    /// The order of the generator, most significant byte first.
    package let order: [UInt8]

    /// The generator, uncompressed.
    let generator: [UInt8]

    /// The length of a scalar, and of each half of a plain signature, in bytes.
    package var orderSize: Int { order.count }

    /// Takes over the pointer, also when it throws.
    init(owning pointer: OpaquePointer, identifier: Int) throws(EIDError) {
        group = Group(owning: pointer)
        standardizedIdentifier = identifier
        fieldSize = Int(EC_GROUP_get_degree(pointer) + 7) / 8
        guard let order = EC_GROUP_get0_order(pointer), let generator = EC_GROUP_get0_generator(pointer) else {
            throw .cryptography
        }
        var bytes = [UInt8](repeating: 0, count: Int(BN_num_bits(order) + 7) / 8)
        guard BN_bn2binpad(order, &bytes, Int32(bytes.count)) == Int32(bytes.count) else { throw .cryptography }
        self.order = bytes
        self.generator = try EllipticCurve.encode(point: generator, group: pointer, fieldSize: fieldSize)
    }

    /// The uncompressed encoding of a point (BSI TR-03111, 3.2.1). Throws for the point at infinity.
    static func encode(
        point: OpaquePointer, group: OpaquePointer, fieldSize: Int
    ) throws(EIDError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 1 + 2 * fieldSize)
        let count = EC_POINT_point2oct(group, point, POINT_CONVERSION_UNCOMPRESSED, &bytes, bytes.count, nil)
        guard count == bytes.count else { throw .malformed("point at infinity") }
        return bytes
    }
}

extension EllipticCurve: Equatable {
    package static func == (left: EllipticCurve, right: EllipticCurve) -> Bool {
        left.standardizedIdentifier == right.standardizedIdentifier
            && ConstantTime.equal(left.generator, right.generator)
    }
}
