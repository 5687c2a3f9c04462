import SmartCard

/// Named curves beside their identifiers. Source: RFC 5480, 2.1.1.1; RFC 5639, 4.1.
private let namedCurves: [(oid: OID, identifier: Int)] = [
    (OID(1, 2, 840, 10045, 3, 1, 1), 8), (OID(1, 3, 36, 3, 3, 2, 8, 1, 1, 3), 9), (OID(1, 3, 132, 0, 33), 10),
    (OID(1, 3, 36, 3, 3, 2, 8, 1, 1, 5), 11), (OID(1, 2, 840, 10045, 3, 1, 7), 12),
    (OID(1, 3, 36, 3, 3, 2, 8, 1, 1, 7), 13), (OID(1, 3, 36, 3, 3, 2, 8, 1, 1, 9), 14), (OID(1, 3, 132, 0, 34), 15),
    (OID(1, 3, 36, 3, 3, 2, 8, 1, 1, 11), 16), (OID(1, 3, 36, 3, 3, 2, 8, 1, 1, 13), 17),
    (OID(1, 3, 132, 0, 35), 18),
]

/// prime-field. Source: RFC 3279, 2.3.5.
private let primeField = OID(1, 2, 840, 10045, 1, 1)

extension EllipticCurve {
    /// Reads the parameters of an elliptic curve key: a curve's name, or its numbers written out.
    ///
    ///     ECParameters ::= SEQUENCE {
    ///         version   INTEGER { ecpVer1(1) },
    ///         fieldID   SEQUENCE { fieldType OBJECT IDENTIFIER (prime-field), parameters INTEGER },
    ///         curve     SEQUENCE { a OCTET STRING, b OCTET STRING, seed BIT STRING OPTIONAL },
    ///         base      OCTET STRING,
    ///         order     INTEGER,
    ///         cofactor  INTEGER OPTIONAL }
    ///
    /// TR-03110 wants them written out; names are taken too, because key files carry them. Written out they must be
    /// those of a standardized curve. Source: BSI TR-03111, 5.1.1; BSI TR-03110-3, A.2.1.2.
    package init(ecParameters: ArraySlice<UInt8>) throws(EIDError) {
        var outer = DERReader(ecParameters, "ECParameters")
        if try outer.peek() == DER.objectIdentifier {
            let name = try outer.readOID()
            try outer.finish()
            guard let known = namedCurves.first(where: { $0.oid == name }) else {
                throw .unsupported("the curve \(name)")
            }
            try self.init(standardized: known.identifier)
            return
        }
        var reader = try outer.open(DER.sequence, "ECParameters")
        try outer.finish()
        guard (1...3).contains(try reader.readSmallInteger()) else { throw reader.fault("version") }
        var field = try reader.open(DER.sequence, "FieldID")
        guard try field.readOID() == primeField else { throw .unsupported("a curve that is not over a prime field") }
        let prime = try field.readUnsigned()
        try field.finish()
        var curve = try reader.open(DER.sequence, "Curve")
        let first = try curve.read(DER.octetString)
        let second = try curve.read(DER.octetString)
        _ = try curve.readOptional(DER.bitString)
        try curve.finish()
        let base = try reader.read(DER.octetString)
        let order = try reader.readUnsigned()
        let cofactor = try reader.peek() == DER.integer ? try reader.readUnsigned() : [1]
        try reader.finish()
        try self.init(
            explicit: ExplicitParameters(
                prime: prime, coefficientA: Array(first), coefficientB: Array(second), generator: Array(base),
                order: order, cofactor: cofactor))
    }

    /// The numbers written out, as ECParameters.
    package func ecParameters() throws(EIDError) -> [UInt8] {
        let numbers = try explicitParameters()
        return DER.sequence(
            DER.integer(1), DER.sequence(DER.oid(primeField), DER.unsigned(numbers.prime[...])),
            DER.sequence(
                TLV.encode(DER.octetString, numbers.coefficientA), TLV.encode(DER.octetString, numbers.coefficientB)),
            TLV.encode(DER.octetString, numbers.generator), DER.unsigned(numbers.order[...]),
            DER.unsigned(numbers.cofactor[...]))
    }
}
