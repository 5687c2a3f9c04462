import SmartCard

/// An algorithm and its parameters, as X.509 writes them.
///
///     AlgorithmIdentifier ::= SEQUENCE {
///         algorithm   OBJECT IDENTIFIER,
///         parameters  ANY DEFINED BY algorithm OPTIONAL }
///
/// Source: RFC 5280, 4.1.1.2; BSI TR-03110-3, A.2.1.
package struct AlgorithmIdentifier: Equatable, Sendable {
    package let algorithm: OID
    /// The parameters with tag and length; empty where there are none.
    package let parameters: [UInt8]

    package init(algorithm: OID, parameters: [UInt8] = []) {
        self.algorithm = algorithm
        self.parameters = parameters
    }

    /// The standardized domain parameters with an identifier. Source: BSI TR-03110-3, A.2.1.1.
    package init(standardizedDomainParameters identifier: Int) {
        self.init(algorithm: .standardizedDomainParameters, parameters: DER.integer(identifier))
    }

    init(from reader: inout DERReader) throws(EIDError) {
        var inner = try reader.open(DER.sequence, "AlgorithmIdentifier")
        algorithm = try inner.readOID()
        parameters = inner.isAtEnd ? [] : Array(try inner.readEncoded())
        try inner.finish()
    }

    package func encoded() -> [UInt8] { DER.sequence(DER.oid(algorithm), parameters) }

    /// The curve that these domain parameters describe: the standardized ones by their identifier, or written out, which
    /// must then be those of a standardized curve. Throws ``EIDError/unsupported(_:)`` for any other.
    package func curve() throws(EIDError) -> EllipticCurve {
        switch algorithm {
        case .standardizedDomainParameters:
            var reader = DERReader(parameters[...], "standardizedDomainParameters")
            let identifier = try reader.readSmallInteger()
            try reader.finish()
            return try EllipticCurve(standardized: identifier)
        case .ecPublicKey:
            return try EllipticCurve(ecParameters: parameters[...])
        default:
            throw .unsupported("domain parameters of the kind \(algorithm)")
        }
    }
}
