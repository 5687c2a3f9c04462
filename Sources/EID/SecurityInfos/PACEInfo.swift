/// One variant of PACE that the card offers.
///
///     PACEInfo ::= SEQUENCE {
///         protocol     OBJECT IDENTIFIER,
///         version      INTEGER, -- SHOULD be 2
///         parameterId  INTEGER OPTIONAL }
///
/// Source: BSI TR-03110-3, A.1.1.1.
package struct PACEInfo: Equatable, Sendable {
    package let protocolID: OID
    package let version: Int
    /// The identifier of the domain parameters: standardized below 32, or that of a ``PACEDomainParameterInfo``.
    package let parameterID: Int?

    package init(protocolID: OID, version: Int = 2, parameterID: Int?) {
        self.protocolID = protocolID
        self.version = version
        self.parameterID = parameterID
    }

    init(protocolID: OID, from reader: inout DERReader) throws(EIDError) {
        self.protocolID = protocolID
        version = try reader.readSmallInteger()
        parameterID = try reader.readOptionalSmallInteger()
        try reader.finish()
    }

    func encoded() -> [UInt8] {
        DER.sequence(DER.oid(protocolID), DER.integer(version), parameterID.map(DER.integer) ?? [])
    }

    /// Key agreement, mapping and cipher; nil for a variant that this standard does not know.
    package var variant: (agreement: KeyAgreement, mapping: PACEMapping, cipher: MessagingCipher)? {
        guard let cipher = protocolID.lastNumber(below: protocolID.parent).flatMap(MessagingCipher.init) else {
            return nil
        }
        switch protocolID.parent.lastNumber(below: .pace) {
        case 1: return (.dh, .generic, cipher)
        case 2: return (.ecdh, .generic, cipher)
        case 3: return (.dh, .integrated, cipher)
        case 4: return (.ecdh, .integrated, cipher)
        default: return nil
        }
    }
}

/// Domain parameters for PACE that the card writes out.
///
///     PACEDomainParameterInfo ::= SEQUENCE {
///         protocol         OBJECT IDENTIFIER,
///         domainParameter  AlgorithmIdentifier,
///         parameterId      INTEGER OPTIONAL }
///
/// Source: BSI TR-03110-3, A.1.1.1.
package struct PACEDomainParameterInfo: Equatable, Sendable {
    package let protocolID: OID
    package let domainParameter: AlgorithmIdentifier
    package let parameterID: Int?

    init(protocolID: OID, from reader: inout DERReader) throws(EIDError) {
        self.protocolID = protocolID
        domainParameter = try AlgorithmIdentifier(from: &reader)
        parameterID = try reader.readOptionalSmallInteger()
        try reader.finish()
    }

    func encoded() -> [UInt8] {
        DER.sequence(DER.oid(protocolID), domainParameter.encoded(), parameterID.map(DER.integer) ?? [])
    }
}
