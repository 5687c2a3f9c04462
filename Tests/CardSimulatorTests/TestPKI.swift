import CardSimulator
import EID
import Secrets

/// A key with its name, and what was certified of it.
final class Holder: Sendable {
    let reference: KeyReference
    let key: ECPrivateKey

    init(_ name: String, curve: Int = 13) throws {
        reference = try KeyReference(name)
        key = try ECPrivateKey.generate(on: EllipticCurve(standardized: curve))
    }
}

/// Certificates made to measure: every test says what differs from a sound chain.
enum TestPKI {
    static let today = date(2026, 11, 22)
    static let demo: DemoPKI? = try? DemoPKI(from: today, days: 365)

    static func date(_ year: Int, _ month: Int, _ day: Int) -> CalendarDate {
        guard let date = CalendarDate(year: year, month: month, day: day) else { preconditionFailure("no such day") }
        return date
    }

    /// A certificate for `subject` by `issuer`.
    static func certificate(
        _ subject: Holder, _ role: CHAT.Role, by issuer: Holder, rights: TerminalRights = .all,
        from: CalendarDate = date(2026, 11, 1), to: CalendarDate = date(2027, 11, 1),
        extensions: [CertificateExtension] = []
    ) throws -> CVCertificate {
        try CVCertificate(
            signing: CertificateBody(
                certificationAuthorityReference: issuer.reference,
                publicKey: CVPublicKey(
                    protocolID: .taECDSA(.sha256), key: subject.key.publicKey,
                    withDomainParameters: role == .countryVerifyingCA),
                certificateHolderReference: subject.reference, authorization: CHAT(role: role, rights: rights),
                effectiveDate: from, expirationDate: to, extensions: extensions),
            with: issuer.key, hash: .sha256)
    }

    /// What goes on a chip that trusts these authorities.
    static func credentials(_ anchors: [CVCertificate]) throws -> ChipCredentials {
        guard let demo else { throw EIDError.cryptography }
        let issued = try ChipCredentials(demo: demo)
        guard let key = demo.files.first(where: { $0.path == "ca.raw" }) else { throw EIDError.cryptography }
        return ChipCredentials(
            cardAccess: issued.cardAccess, cardSecurity: issued.cardSecurity,
            chipAuthenticationKey: SecretBytes(copying: key.contents), trustAnchors: anchors)
    }
}

/// A sound chain, and the card that trusts its head.
struct Chain {
    let authority: Holder
    let verifier: Holder
    let terminal: Holder
    let anchor: CVCertificate
    var verifierCertificate: CVCertificate
    var terminalCertificate: CVCertificate

    init(
        role: CHAT.Role = .documentVerifierOfficial, authorityRights: TerminalRights = .all,
        verifierRights: TerminalRights = .all, rights: TerminalRights = .all, extensions: [CertificateExtension] = []
    ) throws {
        authority = try Holder("DETESTCVCA00001")
        verifier = try Holder("DETESTDVDE00001")
        terminal = try Holder("DETESTTERM00001")
        anchor = try TestPKI.certificate(
            authority, .countryVerifyingCA, by: authority, rights: authorityRights, to: TestPKI.date(2028, 11, 1))
        verifierCertificate = try TestPKI.certificate(verifier, role, by: authority, rights: verifierRights)
        terminalCertificate = try TestPKI.certificate(
            terminal, .terminal, by: verifier, rights: rights, extensions: extensions)
    }

    var certificates: [CVCertificate] { [verifierCertificate, terminalCertificate] }

    func card(_ persona: String = "ahorn", currentDate: CalendarDate? = nil) throws -> SimulatedCard {
        try SimulatedCard(
            persona: Personas.read(persona), credentials: TestPKI.credentials([anchor]), currentDate: currentDate)
    }
}
