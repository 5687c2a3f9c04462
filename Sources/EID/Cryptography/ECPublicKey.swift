import COpenSSL

/// A point that is known to lie on its curve, and not to be infinity.
package struct ECPublicKey: Equatable, Sendable {
    package let curve: EllipticCurve

    /// Uncompressed: 04, x, y, each coordinate in the curve's full length.
    package let encoded: [UInt8]

    /// Reads an uncompressed point. Throws ``EIDError/malformed(_:)`` where it is none of the curve.
    ///
    /// Source: BSI TR-03111, 3.2.1 and 4.3.1 (public key validation).
    package init(curve: EllipticCurve, encoded: [UInt8]) throws(EIDError) {
        _ = try CurvePoint(on: curve, encoded: encoded)
        self.curve = curve
        self.encoded = encoded
    }

    /// Takes a point that OpenSSL has just computed.
    init(curve: EllipticCurve, point: borrowing CurvePoint) throws(EIDError) {
        self.curve = curve
        encoded = try EllipticCurve.encode(
            point: point.pointer, group: curve.group.pointer, fieldSize: curve.fieldSize)
    }

    /// The x-coordinate: Comp() of a public key (BSI TR-03110-3, A.2.2.3), from which the card's identity in PACE and
    /// the terminal's ephemeral key in terminal authentication are made.
    package var x: [UInt8] { Array(encoded[1...curve.fieldSize]) }
}
