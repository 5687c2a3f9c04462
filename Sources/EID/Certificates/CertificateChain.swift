/// Certificates that lead from a card's trust anchor to a terminal, each verified with the key of the one before it.
///
/// Source: BSI TR-03110-3, 2.5 (certificate validation) and 2.6 (effective authorization), A.6, C.
package struct CertificateChain: Equatable, Sendable {
    /// The longest chain that is built: a card takes a few link certificates, a document verifier and the terminal.
    package static let limit = 10

    /// The key that the card knows.
    package let anchor: KeyReference
    /// What is sent to the card, in this order: link certificates, the document verifier's, the terminal's.
    package let certificates: [CVCertificate]
    package let terminal: CVCertificate
    package let terminalKey: ECPublicKey
    /// With what the terminal hashes what it signs.
    package let hash: HashFunction
    /// What all certificates together allow, the anchor's own included.
    package let effectiveRights: TerminalRights
    /// The last day on which all of them hold. Link certificates do not count: a card takes expired ones.
    package let expirationDate: CalendarDate

    /// Finds and verifies the shortest chain from the key with the reference `anchor` to `terminal`, among certificates in
    /// any order, on a day that the caller trusts.
    package static func build(
        toward anchor: KeyReference, for terminal: CVCertificate, from certificates: [CVCertificate],
        at date: CalendarDate
    ) throws(CertificateChainFault) -> CertificateChain {
        let anchors = certificates.filter { $0.body.certificateHolderReference == anchor }
        guard !anchors.isEmpty else { throw .anchorUnknown(anchor) }
        let search = paths(to: terminal, from: anchor, among: certificates)
        guard !search.found.isEmpty else { throw .broken(anchor: anchor, missing: search.missing) }
        // The fault of the shortest path is told where none holds: the others are detours.
        var fault: CertificateChainFault?
        for path in search.found {
            for root in anchors {
                do throws(CertificateChainFault) {
                    return try CertificateChain(verifying: path, from: root, among: certificates, at: date)
                } catch {
                    fault = fault ?? error
                }
            }
        }
        throw fault ?? .anchorUnknown(anchor)
    }

    /// All ways of references from the anchor down to the terminal, the shortest first, and the authority at which the
    /// search ended where there is none.
    private static func paths(
        to terminal: CVCertificate, from anchor: KeyReference, among certificates: [CVCertificate]
    ) -> (found: [[CVCertificate]], missing: KeyReference) {
        var found: [[CVCertificate]] = []
        var missing = terminal.body.certificationAuthorityReference
        var open: [[CVCertificate]] = [[terminal]]
        var steps = 0
        while !open.isEmpty, found.count < 16, steps < 1000 {
            steps += 1
            let path = open.removeFirst()
            guard let first = path.first else { continue }
            let authority = first.body.certificationAuthorityReference
            if authority == anchor {
                found.append(path)
                continue
            }
            missing = authority
            guard path.count < limit else { continue }
            for issuer in certificates
            where issuer.body.certificateHolderReference == authority && !issuer.isSelfSigned && !path.contains(issuer)
            {
                open.append([issuer] + path)
            }
        }
        return (found, missing)
    }

    /// Verifies a path link by link, with the key of the certificate `root` at its head.
    private init(
        verifying path: [CVCertificate], from root: CVCertificate, among certificates: [CVCertificate],
        at date: CalendarDate
    ) throws(CertificateChainFault) {
        guard let terminal = path.last else { throw .anchorUnknown(root.body.certificateHolderReference) }
        var issuer = root
        var key = try CertificateChain.key(of: root, among: certificates, depth: 0)
        var rights = root.body.authorization.rights
        var expiration: CalendarDate?
        for certificate in path {
            let holder = certificate.body.certificateHolderReference
            guard certificate.body.authorization.role.mayBeCertified(by: issuer.body.authorization.role),
                (certificate.body.authorization.role == .terminal) == (certificate == terminal)
            else { throw .wrongRole(holder) }
            try CertificateChain.check(certificate, signedBy: issuer, key)
            guard date >= certificate.body.effectiveDate else {
                throw .notYetValid(holder, certificate.body.effectiveDate)
            }
            // 2.5.1: a link certificate is taken even when it has expired, so that a card long unused finds its way.
            if certificate.body.authorization.role != .countryVerifyingCA {
                guard date <= certificate.body.expirationDate else {
                    throw .expired(holder, certificate.body.expirationDate)
                }
                expiration = min(expiration ?? certificate.body.expirationDate, certificate.body.expirationDate)
            }
            rights.formIntersection(certificate.body.authorization.rights)
            do { key = try certificate.body.publicKey.ecPublicKey(inheriting: key.curve) } catch {
                throw .unusableKey(holder)
            }
            issuer = certificate
        }
        do { hash = try terminal.body.publicKey.signatureHash() } catch {
            throw .unusableKey(terminal.body.certificateHolderReference)
        }
        anchor = root.body.certificateHolderReference
        self.certificates = path
        self.terminal = terminal
        terminalKey = key
        effectiveRights = rights
        expirationDate = expiration ?? terminal.body.expirationDate
    }

    /// Checks a signature with the issuer's key, whose own protocol names the hash function.
    private static func check(
        _ certificate: CVCertificate, signedBy issuer: CVCertificate, _ key: ECPublicKey
    ) throws(CertificateChainFault) {
        let hash: HashFunction
        do { hash = try issuer.body.publicKey.signatureHash() } catch {
            throw .unusableKey(issuer.body.certificateHolderReference)
        }
        let fits = (try? certificate.isSigned(by: key, hash: hash)) ?? false
        guard fits else { throw .wrongSignature(certificate.body.certificateHolderReference) }
    }

    /// The key of a CVCA whose certificate holds: signed by itself or, a link certificate, by another CVCA at hand, from
    /// which it inherits the curve where it has none of its own. That it may have expired does not matter here.
    private static func key(
        of certificate: CVCertificate, among certificates: [CVCertificate], depth: Int
    ) throws(CertificateChainFault) -> ECPublicKey {
        let holder = certificate.body.certificateHolderReference
        let authority = certificate.body.certificationAuthorityReference
        guard certificate.body.authorization.role == .countryVerifyingCA else { throw .wrongRole(holder) }
        func own(inheriting curve: EllipticCurve?) throws(CertificateChainFault) -> ECPublicKey {
            do { return try certificate.body.publicKey.ecPublicKey(inheriting: curve) } catch {
                throw .unusableKey(holder)
            }
        }
        if certificate.isSelfSigned {
            let key = try own(inheriting: nil)
            try check(certificate, signedBy: certificate, key)
            return key
        }
        var fault = CertificateChainFault.anchorUnknown(authority)
        guard depth < limit else { throw fault }
        for issuer in certificates where issuer.body.certificateHolderReference == authority {
            do throws(CertificateChainFault) {
                let issuerKey = try key(of: issuer, among: certificates, depth: depth + 1)
                try check(certificate, signedBy: issuer, issuerKey)
                return try own(inheriting: issuerKey.curve)
            } catch {
                fault = error
            }
        }
        throw fault
    }
}

extension CHAT.Role {
    /// Who certifies whom: a CVCA its successor and document verifiers, a document verifier terminals.
    fileprivate func mayBeCertified(by issuer: CHAT.Role) -> Bool {
        switch self {
        case .countryVerifyingCA, .documentVerifierOfficial, .documentVerifierNonOfficial:
            issuer == .countryVerifyingCA
        case .terminal: issuer == .documentVerifierOfficial || issuer == .documentVerifierNonOfficial
        }
    }
}
