import EID

/// The side of the documents: the country signing authority, the document signer, and what both put on a chip.
///
/// Source: BSI TR-03110-3, A.1; BSI TR-03127, 3.2.4.
struct DemoDocumentPKI {
    /// The identifier of the key for chip authentication, as German cards have it.
    private static let keyID = 0x41

    private let curve: EllipticCurve
    private let authority: DemoX509
    private let signer: DemoX509
    private let chipKey: DemoKey

    init(curve: EllipticCurve, from: CalendarDate, to: CalendarDate) throws(EIDError) {
        self.curve = curve
        let strong = try EllipticCurve(standardized: 16)
        authority = try DemoX509(
            name: "Demo CSCA", use: .authority, key: try DemoKey(on: strong), issuer: nil, serial: 1, from: from, to: to
        )
        signer = try DemoX509(
            name: "Demo Document Signer", use: .documentSigner, key: try DemoKey(on: curve), issuer: authority,
            serial: 2, from: from, to: to)
        chipKey = try DemoKey(on: curve)
    }

    /// What EF.CardAccess says.
    private var access: [SecurityInfo] {
        let parameters = AlgorithmIdentifier(standardizedDomainParameters: curve.standardizedIdentifier)
        return [
            .pace(
                PACEInfo(protocolID: .paceECDHGenericMapping(.aes128), parameterID: curve.standardizedIdentifier)),
            .terminalAuthentication(TerminalAuthenticationInfo()),
            .chipAuthentication(
                ChipAuthenticationInfo(protocolID: .caECDH(.aes128), keyID: DemoDocumentPKI.keyID)),
            .chipAuthenticationDomainParameter(
                ChipAuthenticationDomainParameterInfo(
                    protocolID: OID.ca.child(2), domainParameter: parameters, keyID: DemoDocumentPKI.keyID)),
        ]
    }

    /// What EF.CardSecurity says in addition.
    private var security: [SecurityInfo] {
        let parameters = AlgorithmIdentifier(standardizedDomainParameters: curve.standardizedIdentifier)
        let key = SubjectPublicKeyInfo(algorithm: parameters, subjectPublicKey: chipKey.publicKey.encoded)
        return access + [
            .chipAuthenticationPublicKey(
                ChipAuthenticationPublicKeyInfo(
                    protocolID: OID.pk.child(2), chipAuthenticationPublicKey: key, keyID: DemoDocumentPKI.keyID)),
            .restrictedIdentification(
                RestrictedIdentificationInfo(protocolID: .riECDH(.sha256), keyID: 1, authorizedOnly: false)),
            .restrictedIdentification(
                RestrictedIdentificationInfo(protocolID: .riECDH(.sha256), keyID: 2, authorizedOnly: true)),
            .restrictedIdentificationDomainParameter(
                RestrictedIdentificationDomainParameterInfo(protocolID: OID.ri.child(2), domainParameter: parameters)),
        ]
    }

    func chipFiles() throws(EIDError) -> [DemoPKI.File] {
        [
            DemoPKI.File("ef_cardaccess", SecurityInfos(access).encoded()),
            DemoPKI.File(
                "ef_cardsecurity", try signer.sign(SecurityInfos(security).encoded(), as: .securityObject)),
            DemoPKI.File("ca.raw", chipKey.scalar, isPrivate: true),
            DemoPKI.File("ca.pkcs8", try chipKey.pkcs8(), isPrivate: true),
        ]
    }

    func anchorFiles(in folder: String) -> [DemoPKI.File] { [DemoPKI.File("\(folder)/csca.pem", authority.pem)] }

    func authorityFiles() throws(EIDError) -> [DemoPKI.File] {
        [
            DemoPKI.File("authorities/csca.pem", authority.pem),
            DemoPKI.File("authorities/csca.pkcs8", try authority.key.pkcs8(), isPrivate: true),
            DemoPKI.File("authorities/document-signer.pem", signer.pem),
            DemoPKI.File("authorities/document-signer.pkcs8", try signer.key.pkcs8(), isPrivate: true),
        ]
    }
}
