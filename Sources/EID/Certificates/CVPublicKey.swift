import SmartCard

/// The public key data object of a CV certificate, of restricted identification and of PACE's tokens.
///
///     7F49  public key
///       06  protocol
///       81  prime modulus p             ┐
///       82  first coefficient a         │
///       83  second coefficient b        │ domain parameters: all of them, the cofactor perhaps left out,
///       84  base point G                │ or none
///       85  order of the base point r   ┘
///       86  public point Y
///       87  cofactor f
///
/// Source: BSI TR-03110-3, D.3.3.
package struct CVPublicKey: Equatable, Sendable {
    package static let tag: UInt32 = 0x7F49

    /// What the key is for, with its algorithms: id-TA-ECDSA-SHA-256 say.
    package let protocolID: OID
    /// The curve where the key brings its domain parameters along, as those of a CVCA do; else it is inherited.
    package let curve: EllipticCurve?
    /// The uncompressed point. Whether it lies on the curve is known only when ``ecPublicKey(inheriting:)`` was called.
    package let publicPoint: [UInt8]

    package init(protocolID: OID, key: ECPublicKey, withDomainParameters: Bool) {
        self.protocolID = protocolID
        curve = withDomainParameters ? key.curve : nil
        publicPoint = key.encoded
    }

    /// Reads the value of the data object.
    package init(value: ArraySlice<UInt8>) throws(EIDError) {
        var reader = DERReader(value, "PublicKey")
        protocolID = try reader.readOID()
        if try reader.peek() == 0x81 {
            let prime = try reader.readNumber(0x81)
            let first = try reader.readNumber(0x82)
            let second = try reader.readNumber(0x83)
            let base = try reader.read(0x84)
            let order = try reader.readNumber(0x85)
            publicPoint = try CVPublicKey.point(from: &reader)
            let cofactor = try reader.peek() == 0x87 ? try reader.readNumber(0x87) : [1]
            curve = try EllipticCurve(
                explicit: EllipticCurve.ExplicitParameters(
                    prime: prime, coefficientA: first, coefficientB: second, generator: Array(base), order: order,
                    cofactor: cofactor))
        } else {
            publicPoint = try CVPublicKey.point(from: &reader)
            curve = nil
        }
        try reader.finish()
    }

    private static func point(from reader: inout DERReader) throws(EIDError) -> [UInt8] {
        let point = try reader.read(0x86)
        guard point.first == 0x04, point.count >= 49, point.count <= 133, point.count % 2 == 1 else {
            throw reader.fault("public point")
        }
        return Array(point)
    }

    /// The data object with its tag and length.
    package func encoded() throws(EIDError) -> [UInt8] {
        var parts = [DER.oid(protocolID)]
        let point = TLV.encode(0x86, publicPoint)
        guard let curve else { return TLV.encode(CVPublicKey.tag, parts: parts + [point]) }
        let numbers = try curve.explicitParameters()
        func number(_ tag: UInt32, _ bytes: [UInt8]) -> [UInt8] { TLV.encode(tag, bytes.drop { $0 == 0 }) }
        parts += [
            number(0x81, numbers.prime), number(0x82, numbers.coefficientA), number(0x83, numbers.coefficientB),
            TLV.encode(0x84, numbers.generator), number(0x85, numbers.order), point, number(0x87, numbers.cofactor),
        ]
        return TLV.encode(CVPublicKey.tag, parts: parts)
    }

    /// The point on its own curve or, where it brings none, on `inherited`. Throws where there is neither, or where the
    /// point is not on it.
    package func ecPublicKey(inheriting inherited: EllipticCurve?) throws(EIDError) -> ECPublicKey {
        guard let curve = curve ?? inherited else { throw .malformed("PublicKey", .value("domain parameters")) }
        return try ECPublicKey(curve: curve, encoded: publicPoint)
    }

    /// The hash function of the signatures that this key verifies. Throws for a key that is not for ECDSA.
    package func signatureHash() throws(EIDError) -> HashFunction {
        guard let hash = protocolID.hashFunction(below: .taECDSA) else {
            throw .unsupported("terminal authentication with \(protocolID)")
        }
        return hash
    }
}

extension DERReader {
    /// An unsigned number of a public key. Leading zeros are let pass: certificates in circulation carry a coefficient
    /// in the field's full length. Source: BSI TR-03110-3, D.2.1.1.
    fileprivate mutating func readNumber(_ tag: UInt32) throws(EIDError) -> [UInt8] {
        let value = try read(tag)
        guard (1...72).contains(value.count) else { throw fault("number") }
        return Array(value)
    }
}
