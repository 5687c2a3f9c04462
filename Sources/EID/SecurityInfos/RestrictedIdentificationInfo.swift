/// One key of the card for restricted identification.
///
///     RestrictedIdentificationInfo ::= SEQUENCE {
///         protocol   OBJECT IDENTIFIER,
///         params     ProtocolParams,
///         maxKeyLen  INTEGER OPTIONAL }
///     ProtocolParams ::= SEQUENCE {
///         version         INTEGER, -- MUST be 1
///         keyId           INTEGER,
///         authorizedOnly  BOOLEAN }
///
/// Source: BSI TR-03110-3, A.1.1.4.
package struct RestrictedIdentificationInfo: Equatable, Sendable {
    package let protocolID: OID
    package let version: Int
    package let keyID: Int
    /// Whether only a terminal with the right “restricted identification” may use this key. The key that is open to
    /// every authenticated terminal is the one for revocation.
    package let authorizedOnly: Bool
    package let maxKeyLength: Int?

    package init(protocolID: OID, keyID: Int, authorizedOnly: Bool, maxKeyLength: Int? = nil) {
        self.protocolID = protocolID
        version = 1
        self.keyID = keyID
        self.authorizedOnly = authorizedOnly
        self.maxKeyLength = maxKeyLength
    }

    init(protocolID: OID, from reader: inout DERReader) throws(EIDError) {
        self.protocolID = protocolID
        var parameters = try reader.open(DER.sequence, "ProtocolParams")
        version = try parameters.readSmallInteger()
        keyID = try parameters.readSmallInteger()
        authorizedOnly = try parameters.readBoolean()
        try parameters.finish()
        maxKeyLength = try reader.readOptionalSmallInteger()
        try reader.finish()
    }

    func encoded() -> [UInt8] {
        let parameters = DER.sequence(DER.integer(version), DER.integer(keyID), DER.boolean(authorizedOnly))
        return DER.sequence(DER.oid(protocolID), parameters, maxKeyLength.map(DER.integer) ?? [])
    }

    /// The hash function of the sector-specific identifier; nil for a variant other than ECDH.
    package var hashFunction: HashFunction? { protocolID.hashFunction(below: OID.ri.child(2)) }
}

/// The domain parameters of the keys for restricted identification.
///
///     RestrictedIdentificationDomainParameterInfo ::= SEQUENCE {
///         protocol         OBJECT IDENTIFIER(id-RI-DH | id-RI-ECDH),
///         domainParameter  AlgorithmIdentifier }
///
/// Source: BSI TR-03110-3, A.1.1.4.
package struct RestrictedIdentificationDomainParameterInfo: Equatable, Sendable {
    package let protocolID: OID
    package let domainParameter: AlgorithmIdentifier

    package init(protocolID: OID, domainParameter: AlgorithmIdentifier) {
        self.protocolID = protocolID
        self.domainParameter = domainParameter
    }

    init(protocolID: OID, from reader: inout DERReader) throws(EIDError) {
        self.protocolID = protocolID
        domainParameter = try AlgorithmIdentifier(from: &reader)
        try reader.finish()
    }

    func encoded() -> [UInt8] { DER.sequence(DER.oid(protocolID), domainParameter.encoded()) }
}
