/// One variant of chip authentication that the card offers.
///
///     ChipAuthenticationInfo ::= SEQUENCE {
///         protocol  OBJECT IDENTIFIER,
///         version   INTEGER, -- MUST be 1 for CAv1 or 2 for CAv2
///         keyId     INTEGER OPTIONAL }
///
/// Source: BSI TR-03110-3, A.1.1.2.
package struct ChipAuthenticationInfo: Equatable, Sendable {
    package let protocolID: OID
    package let version: Int
    package let keyID: Int?

    package init(protocolID: OID, version: Int = 2, keyID: Int?) {
        self.protocolID = protocolID
        self.version = version
        self.keyID = keyID
    }

    init(protocolID: OID, from reader: inout DERReader) throws(EIDError) {
        self.protocolID = protocolID
        version = try reader.readSmallInteger()
        keyID = try reader.readOptionalSmallInteger()
        try reader.finish()
    }

    func encoded() -> [UInt8] {
        DER.sequence(DER.oid(protocolID), DER.integer(version), keyID.map(DER.integer) ?? [])
    }

    /// Key agreement and cipher; nil for a variant that this standard does not know.
    package var variant: (agreement: KeyAgreement, cipher: MessagingCipher)? {
        guard let agreement = protocolID.parent.lastNumber(below: .ca).flatMap(KeyAgreement.init),
            let cipher = protocolID.lastNumber(below: protocolID.parent).flatMap(MessagingCipher.init)
        else { return nil }
        return (agreement, cipher)
    }
}

/// The domain parameters of a chip authentication key.
///
///     ChipAuthenticationDomainParameterInfo ::= SEQUENCE {
///         protocol         OBJECT IDENTIFIER(id-CA-DH | id-CA-ECDH),
///         domainParameter  AlgorithmIdentifier,
///         keyId            INTEGER OPTIONAL }
///
/// Source: BSI TR-03110-3, A.1.1.2.
package struct ChipAuthenticationDomainParameterInfo: Equatable, Sendable {
    package let protocolID: OID
    package let domainParameter: AlgorithmIdentifier
    package let keyID: Int?

    package init(protocolID: OID, domainParameter: AlgorithmIdentifier, keyID: Int?) {
        self.protocolID = protocolID
        self.domainParameter = domainParameter
        self.keyID = keyID
    }

    init(protocolID: OID, from reader: inout DERReader) throws(EIDError) {
        self.protocolID = protocolID
        domainParameter = try AlgorithmIdentifier(from: &reader)
        keyID = try reader.readOptionalSmallInteger()
        try reader.finish()
    }

    func encoded() -> [UInt8] {
        DER.sequence(DER.oid(protocolID), domainParameter.encoded(), keyID.map(DER.integer) ?? [])
    }
}

/// A public key of the chip. It proves something only where it was read from a signed file.
///
///     ChipAuthenticationPublicKeyInfo ::= SEQUENCE {
///         protocol                     OBJECT IDENTIFIER(id-PK-DH | id-PK-ECDH),
///         chipAuthenticationPublicKey  SubjectPublicKeyInfo,
///         keyId                        INTEGER OPTIONAL }
///
/// Source: BSI TR-03110-3, A.1.1.2.
package struct ChipAuthenticationPublicKeyInfo: Equatable, Sendable {
    package let protocolID: OID
    package let chipAuthenticationPublicKey: SubjectPublicKeyInfo
    package let keyID: Int?

    package init(protocolID: OID, chipAuthenticationPublicKey: SubjectPublicKeyInfo, keyID: Int?) {
        self.protocolID = protocolID
        self.chipAuthenticationPublicKey = chipAuthenticationPublicKey
        self.keyID = keyID
    }

    init(protocolID: OID, from reader: inout DERReader) throws(EIDError) {
        self.protocolID = protocolID
        chipAuthenticationPublicKey = try SubjectPublicKeyInfo(from: &reader)
        keyID = try reader.readOptionalSmallInteger()
        try reader.finish()
    }

    func encoded() -> [UInt8] {
        DER.sequence(
            DER.oid(protocolID), chipAuthenticationPublicKey.encoded(), keyID.map(DER.integer) ?? [])
    }
}
