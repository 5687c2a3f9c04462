import EID

/// The side of the terminals: country verifying authorities, document verifiers, terminals.
///
/// Source: BSI TR-03110-3, C; BSI TR-03110-2, 2.3 (public key infrastructure).
struct DemoVerificationPKI {
    private static let hash = HashFunction.sha256
    private static let firstName = "DEDEMOCVCA00001"
    private static let secondName = "DEDEMOCVCA00002"
    private static let verifierName = "DEDEMODV00001"
    private static let renewedVerifierName = "DEDEMODV00002"

    private let curve: EllipticCurve
    private let from: CalendarDate
    private let to: CalendarDate
    private let firstKey: DemoKey
    private let secondKey: DemoKey
    private let verifierKey: DemoKey
    /// The certificate that the first authority made for itself.
    let first: CVCertificate
    /// The second authority's, made by itself and, the link, by the first.
    private let second: CVCertificate
    private let link: CVCertificate
    private let verifier: CVCertificate
    private let renewedVerifier: CVCertificate

    init(curve: EllipticCurve, from: CalendarDate, to: CalendarDate, authoritiesTo: CalendarDate) throws(EIDError) {
        self.curve = curve
        self.from = from
        self.to = to
        firstKey = try DemoKey(on: curve)
        secondKey = try DemoKey(on: curve)
        verifierKey = try DemoKey(on: curve)
        func issue(
            _ holder: String, _ key: DemoKey, _ role: CHAT.Role, by authority: String, _ authorityKey: DemoKey,
            to: CalendarDate
        ) throws(EIDError) -> CVCertificate {
            try CVCertificate(
                signing: CertificateBody(
                    certificationAuthorityReference: try KeyReference(authority),
                    publicKey: CVPublicKey(
                        protocolID: .taECDSA(DemoVerificationPKI.hash), key: key.publicKey,
                        withDomainParameters: role == .countryVerifyingCA),
                    certificateHolderReference: try KeyReference(holder),
                    authorization: CHAT(role: role, rights: .demonstration), effectiveDate: from, expirationDate: to),
                with: try authorityKey.privateKey(), hash: DemoVerificationPKI.hash)
        }
        let name = (first: DemoVerificationPKI.firstName, second: DemoVerificationPKI.secondName)
        first = try issue(name.first, firstKey, .countryVerifyingCA, by: name.first, firstKey, to: authoritiesTo)
        second = try issue(name.second, secondKey, .countryVerifyingCA, by: name.second, secondKey, to: authoritiesTo)
        link = try issue(name.second, secondKey, .countryVerifyingCA, by: name.first, firstKey, to: authoritiesTo)
        verifier = try issue(
            DemoVerificationPKI.verifierName, verifierKey, .documentVerifierOfficial, by: name.first, firstKey, to: to)
        renewedVerifier = try issue(
            DemoVerificationPKI.renewedVerifierName, verifierKey, .documentVerifierOfficial, by: name.second,
            secondKey, to: to)
    }

    /// A terminal directory without its trust anchors for documents.
    func files(
        of terminal: DemoTerminal, sectors: DemoSectors, in folder: String
    ) throws(EIDError) -> [DemoPKI.File] {
        let key = try DemoKey(on: curve)
        let description = CertificateDescription(
            issuerName: "Demo-Berechtigungszertifikate, ohne Wert", issuerURL: "https://issuer.example",
            subjectName: "Stadt Ahornbach (Übung)", subjectURL: "https://ahornbach.example",
            termsOfUsage: .plainText(
                """
                Name, Anschrift und E-Mail-Adresse des Diensteanbieters:
                Stadt Ahornbach, Markt 1, 09997 Ahornbach, rathaus@ahornbach.example

                Zweck des Auslesens: \(terminal.purpose)

                Zuständige Datenschutzaufsicht:
                Die Landesbeauftragte für den Datenschutz (Übung), Teststraße 2, 09997 Ahornbach

                """)
        ).encoded()
        let verifierCertificate = terminal.isAfterRenewal ? renewedVerifier : verifier
        let certificate = try CVCertificate(
            signing: CertificateBody(
                certificationAuthorityReference: verifierCertificate.body.certificateHolderReference,
                publicKey: CVPublicKey(
                    protocolID: .taECDSA(DemoVerificationPKI.hash), key: key.publicKey, withDomainParameters: false),
                certificateHolderReference: try KeyReference(terminal.holder),
                authorization: CHAT(role: .terminal, rights: terminal.rights), effectiveDate: from, expirationDate: to,
                extensions: [
                    .description(hash: try DemoVerificationPKI.hash.digest(description)),
                    .sector(
                        firstHash: try DemoVerificationPKI.hash.digest(sectors.pseudonym.encoded),
                        secondHash: try DemoVerificationPKI.hash.digest(sectors.revocation.encoded)),
                ]), with: try verifierKey.privateKey(), hash: DemoVerificationPKI.hash)
        return [
            DemoPKI.File("\(folder)/terminal.cvcert", certificate.encoded()),
            DemoPKI.File("\(folder)/dv.cvcert", verifierCertificate.encoded()),
            DemoPKI.File("\(folder)/cvca.cvcert", first.encoded()),
            DemoPKI.File("\(folder)/cvca-2.cvcert", second.encoded()),
            DemoPKI.File("\(folder)/cvca-link.cvcert", link.encoded()),
            DemoPKI.File("\(folder)/terminal.pkcs8", try key.pkcs8(), isPrivate: true),
            DemoPKI.File("\(folder)/terminal.desc", description),
            DemoPKI.File("\(folder)/pseudonym.sector", sectors.pseudonym.encoded),
            DemoPKI.File("\(folder)/revocation.sector", sectors.revocation.encoded),
            DemoPKI.File("\(folder)/demo.blocklist", sectors.blockList),
        ]
    }

    func authorityFiles() throws(EIDError) -> [DemoPKI.File] {
        [
            DemoPKI.File("authorities/cvca-1.pkcs8", try firstKey.pkcs8(), isPrivate: true),
            DemoPKI.File("authorities/cvca-2.pkcs8", try secondKey.pkcs8(), isPrivate: true),
            DemoPKI.File("authorities/dv.pkcs8", try verifierKey.pkcs8(), isPrivate: true),
            DemoPKI.File("authorities/dv.cvcert", verifier.encoded()),
            DemoPKI.File("authorities/dv-2.cvcert", renewedVerifier.encoded()),
            DemoPKI.File("authorities/cvca-link.cvcert", link.encoded()),
        ]
    }
}

extension TerminalRights {
    /// What the demonstration's authorities may grant: all that has a meaning for a terminal of a town hall.
    fileprivate static let demonstration: TerminalRights = DemoTerminal.all.reduce(into: []) { $0.formUnion($1.rights) }
}
