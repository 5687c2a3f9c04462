import EID
import Testing

/// Chains from a card's anchor to the terminal.
@Suite struct CertificateChainTests {
    static let names = ["cvca", "link", "dv", "dv2", "onsite", "renewed", "expired", "future"]
    let first: KeyReference
    let second: KeyReference
    let all: [CVCertificate]

    init() throws {
        first = try KeyReference("DETESTCVCA00001")
        second = try KeyReference("DETESTCVCA00002")
        all = try Self.names.map(Fixture.certificate)
    }

    private func build(
        _ anchor: KeyReference, _ terminal: String, from certificates: [CVCertificate]? = nil,
        at date: CalendarDate? = nil
    ) throws -> CertificateChain {
        try CertificateChain.build(
            toward: anchor, for: try Fixture.certificate(terminal), from: certificates ?? all,
            at: try date ?? Fixture.today())
    }

    private func names(_ chain: CertificateChain) -> [String] {
        chain.certificates.map { "\($0.body.certificateHolderReference)" }
    }

    @Test func `A chain is built from certificates in any order`() throws {
        for _ in 0..<20 {
            let chain = try build(first, "onsite", from: all.shuffled())
            #expect(names(chain) == ["DETESTDV000001", "DETESTVOR00001"])
            #expect(chain.anchor == first)
            #expect(chain.hash == .sha256)
            #expect(try chain.expirationDate == Fixture.day(2027, 11, 1))
            #expect(chain.effectiveRights == chain.terminal.body.authorization.rights)
        }
    }

    @Test func `A link certificate leads a card with the old anchor on, even when the link has expired`() throws {
        #expect(try Fixture.certificate("link").body.expirationDate < Fixture.today())
        let chain = try build(first, "renewed", from: all.shuffled())
        #expect(names(chain) == ["DETESTCVCA00002", "DETESTDV000002", "DETESTNEU00001"])
        #expect(try chain.expirationDate == Fixture.day(2027, 11, 1))
    }

    @Test func `A card that knows the new anchor is sent no link`() throws {
        #expect(names(try build(second, "renewed")) == ["DETESTDV000002", "DETESTNEU00001"])
    }

    @Test func `A terminal under the old anchor cannot be led to from the new one`() throws {
        #expect(throws: CertificateChainFault.broken(anchor: second, missing: first)) { try build(second, "onsite") }
    }

    @Test func `What lies outside of its days is refused, the first and the last day hold`() throws {
        let expired = try KeyReference("DETESTALT00001")
        let future = try KeyReference("DETESTFUT00001")
        #expect(throws: CertificateChainFault.expired(expired, try Fixture.day(2026, 11, 30))) {
            try build(first, "expired")
        }
        #expect(throws: CertificateChainFault.notYetValid(future, try Fixture.day(2026, 12, 2))) {
            try build(first, "future")
        }
        #expect(throws: Never.self) { try build(first, "expired", at: try Fixture.day(2026, 11, 30)) }
        #expect(throws: Never.self) { try build(first, "future", at: try Fixture.day(2026, 12, 2)) }
    }

    @Test func `Missing certificates are named`() throws {
        let verifier = try KeyReference("DETESTDV000001")
        let withoutVerifier = all.filter { $0.body.certificateHolderReference != verifier }
        #expect(throws: CertificateChainFault.broken(anchor: first, missing: verifier)) {
            try build(first, "onsite", from: withoutVerifier)
        }
        let unknown = try KeyReference("DEOTHERCVCA0001")
        #expect(throws: CertificateChainFault.anchorUnknown(unknown)) { try build(unknown, "onsite") }
        #expect(throws: CertificateChainFault.anchorUnknown(first)) { try build(first, "onsite", from: []) }
    }

    @Test func `A terminal certifies nobody, and an authority no terminal`() throws {
        let curve = try EllipticCurve(standardized: 13)
        let rootKey = try ECPrivateKey.generate(on: curve)
        let terminalKey = try ECPrivateKey.generate(on: curve)
        func body(_ holder: String, _ authority: String, _ role: CHAT.Role, _ key: ECPublicKey) throws
            -> CertificateBody
        {
            CertificateBody(
                certificationAuthorityReference: try KeyReference(authority),
                publicKey: CVPublicKey(
                    protocolID: .taECDSA(.sha256), key: key, withDomainParameters: role == .countryVerifyingCA),
                certificateHolderReference: try KeyReference(holder), authorization: CHAT(role: role, rights: .all),
                effectiveDate: try Fixture.day(2026, 11, 1), expirationDate: try Fixture.day(2027, 1, 1))
        }
        let root = try CVCertificate(
            signing: try body("DEROOTCVCA00001", "DEROOTCVCA00001", .countryVerifyingCA, rootKey.publicKey),
            with: rootKey, hash: .sha256)
        let straight = try CVCertificate(
            signing: try body("DETERMINAL00001", "DEROOTCVCA00001", .terminal, terminalKey.publicKey), with: rootKey,
            hash: .sha256)
        let below = try CVCertificate(
            signing: try body("DETERMINAL00002", "DETERMINAL00001", .terminal, terminalKey.publicKey),
            with: terminalKey, hash: .sha256)
        for terminal in [straight, below] {
            #expect(throws: CertificateChainFault.wrongRole(straight.body.certificateHolderReference)) {
                try CertificateChain.build(
                    toward: root.body.certificateHolderReference, for: terminal, from: [root, straight, below],
                    at: try Fixture.today())
            }
        }
    }

    @Test func `Rights are what all certificates together allow`() throws {
        let chain = try build(first, "onsite")
        #expect(chain.effectiveRights.contains([.canAllowed, .read(.givenNames)]))
        #expect(!chain.effectiveRights.contains(.read(.documentType)))
    }

    @Test(arguments: ["cvca", "dv", "onsite"])
    func `No changed bit in any certificate of a chain leaves a chain`(name: String) async throws {
        let bytes = try Fixture.bytes("cv/\(name).cvcert")
        let others = try Self.names.filter { $0 != name && $0 != "link" }.map(Fixture.certificate)
        let terminal = try Fixture.certificate("onsite")
        let today = try Fixture.today()
        for changed in Fixture.flipped(bytes, every: 5) {
            await Task.yield()
            guard let certificate = try? CVCertificate(decoding: changed) else { continue }
            #expect(throws: CertificateChainFault.self) {
                try CertificateChain.build(
                    toward: first, for: name == "onsite" ? certificate : terminal, from: others + [certificate],
                    at: today)
            }
        }
    }

    @Test func `Certificates that name each other in a circle end the search`() throws {
        let curve = try EllipticCurve(standardized: 13)
        let key = try ECPrivateKey.generate(on: curve)
        func certificate(_ holder: Int, _ authority: Int, _ role: CHAT.Role) throws -> CVCertificate {
            try CVCertificate(
                signing: CertificateBody(
                    certificationAuthorityReference: try KeyReference("DECIRCLE\(10_000 + authority)"),
                    publicKey: CVPublicKey(
                        protocolID: .taECDSA(.sha256), key: key.publicKey, withDomainParameters: true),
                    certificateHolderReference: try KeyReference("DECIRCLE\(10_000 + holder)"),
                    authorization: CHAT(role: role, rights: .all), effectiveDate: try Fixture.day(2026, 11, 1),
                    expirationDate: try Fixture.day(2027, 1, 1)), with: key, hash: .sha256)
        }
        var circle = [try certificate(0, 1, .terminal)]
        for holder in 1...6 {
            for authority in 1...6 where authority != holder {
                circle.append(try certificate(holder, authority, .countryVerifyingCA))
            }
        }
        #expect(throws: CertificateChainFault.self) {
            try CertificateChain.build(toward: first, for: circle[0], from: circle + all, at: try Fixture.today())
        }
    }
}
