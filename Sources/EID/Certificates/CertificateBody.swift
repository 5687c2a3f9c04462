import SmartCard

/// What the signature of a CV certificate covers.
///
///     7F4E  certificate body
///       5F29  certificate profile identifier: 0
///       42    certification authority reference
///       7F49  public key
///       5F20  certificate holder reference
///       7F4C  certificate holder authorization template
///       5F25  certificate effective date
///       5F24  certificate expiration date
///       65    certificate extensions (optional)
///
/// Source: BSI TR-03110-3, C.1.
package struct CertificateBody: Equatable, Sendable {
    package static let tag: UInt32 = 0x7F4E

    package var certificationAuthorityReference: KeyReference
    package var publicKey: CVPublicKey
    package var certificateHolderReference: KeyReference
    package var authorization: CHAT
    package var effectiveDate: CalendarDate
    /// The last day on which the certificate holds.
    package var expirationDate: CalendarDate
    package var extensions: [CertificateExtension]

    package init(
        certificationAuthorityReference: KeyReference, publicKey: CVPublicKey,
        certificateHolderReference: KeyReference, authorization: CHAT, effectiveDate: CalendarDate,
        expirationDate: CalendarDate, extensions: [CertificateExtension] = []
    ) {
        self.certificationAuthorityReference = certificationAuthorityReference
        self.publicKey = publicKey
        self.certificateHolderReference = certificateHolderReference
        self.authorization = authorization
        self.effectiveDate = effectiveDate
        self.expirationDate = expirationDate
        self.extensions = extensions
    }

    /// Reads the value of the data object.
    init(value: ArraySlice<UInt8>) throws(EIDError) {
        var reader = DERReader(value, "CertificateBody")
        guard Array(try reader.read(0x5F29)) == [0] else { throw reader.fault("profile identifier") }
        certificationAuthorityReference = try KeyReference(bytes: try reader.read(0x42))
        publicKey = try CVPublicKey(value: try reader.read(CVPublicKey.tag))
        certificateHolderReference = try KeyReference(bytes: try reader.read(0x5F20))
        authorization = try CHAT(value: try reader.read(CHAT.tag))
        effectiveDate = try CalendarDate(
            certificateDigits: try reader.read(0x5F25), "certificate effective date")
        expirationDate = try CalendarDate(
            certificateDigits: try reader.read(0x5F24), "certificate expiration date")
        guard effectiveDate <= expirationDate else { throw reader.fault("period of validity") }
        var extensions: [CertificateExtension] = []
        if let templates = try reader.readOptional(0x65) {
            var inner = DERReader(templates, "CertificateExtensions")
            while !inner.isAtEnd { extensions.append(try CertificateExtension(encoded: try inner.readEncoded())) }
        }
        self.extensions = extensions
        try reader.finish()
    }

    /// The data object with its tag and length: what is signed.
    package func encoded() throws(EIDError) -> [UInt8] {
        var parts = [
            TLV.encode(0x5F29, [0]), TLV.encode(0x42, certificationAuthorityReference.bytes),
            try publicKey.encoded(), TLV.encode(0x5F20, certificateHolderReference.bytes), authorization.encoded(),
            TLV.encode(0x5F25, effectiveDate.certificateDigits), TLV.encode(0x5F24, expirationDate.certificateDigits),
        ]
        if !extensions.isEmpty { parts.append(TLV.encode(0x65, parts: extensions.map { $0.encoded() })) }
        return TLV.encode(CertificateBody.tag, parts: parts)
    }
}
