import SmartCard

/// A public key as X.509 writes it.
///
///     SubjectPublicKeyInfo ::= SEQUENCE {
///         algorithm         AlgorithmIdentifier,
///         subjectPublicKey  BIT STRING }
///
/// Source: RFC 5280, 4.1; BSI TR-03110-3, A.4.1.
package struct SubjectPublicKeyInfo: Equatable, Sendable {
    package let algorithm: AlgorithmIdentifier
    /// The bits, whose number is always a multiple of eight: for an elliptic curve the uncompressed point.
    package let subjectPublicKey: [UInt8]

    package init(algorithm: AlgorithmIdentifier, subjectPublicKey: [UInt8]) {
        self.algorithm = algorithm
        self.subjectPublicKey = subjectPublicKey
    }

    init(from reader: inout DERReader) throws(EIDError) {
        var inner = try reader.open(DER.sequence, "SubjectPublicKeyInfo")
        algorithm = try AlgorithmIdentifier(from: &inner)
        let bits = try inner.read(DER.bitString)
        guard bits.first == 0, bits.count > 1 else { throw inner.fault("subjectPublicKey") }
        subjectPublicKey = Array(bits.dropFirst())
        try inner.finish()
    }

    package func encoded() -> [UInt8] {
        DER.sequence(algorithm.encoded(), TLV.encode(DER.bitString, [0] + subjectPublicKey))
    }

    /// The point on its curve. Throws where it is none of the curve, or the curve is not standardized.
    package func ecPublicKey() throws(EIDError) -> ECPublicKey {
        try ECPublicKey(curve: try algorithm.curve(), encoded: subjectPublicKey)
    }
}
