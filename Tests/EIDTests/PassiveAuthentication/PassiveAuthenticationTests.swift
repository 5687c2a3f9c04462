import EID
import Testing

/// EF.CardSecurity by signers of all kinds.
@Suite struct PassiveAuthenticationTests {
    static let name = "/C=DE/O=Test/CN=TEST"

    private static func anchors(_ names: [String] = ["csca"], revocation: [String] = ["csca.crl"]) throws
        -> DocumentAnchors
    {
        DocumentAnchors(
            certificates: try names.flatMap { X509Certificate.readAll(try Fixture.bytes("cms/\($0).pem")) },
            revocationLists: try revocation.flatMap {
                CertificateRevocationList.readAll(try Fixture.bytes("cms/\($0)"))
            })
    }

    private static func access() throws -> SecurityInfos {
        try SecurityInfos(decoding: try Fixture.bytes("cms/ef_cardaccess"))
    }

    private static func verify(
        _ file: String, anchors names: [String] = ["csca"], at date: CalendarDate? = nil
    ) throws -> VerifiedSecurityInfos {
        try PassiveAuthentication.verify(
            efCardSecurity: try Fixture.bytes("cms/\(file).cms"), efCardAccess: try access(),
            anchors: try anchors(names), at: try date ?? Fixture.today())
    }

    @Test(arguments: [
        ("signer", "csca"), ("rsa-signer", "csca"), ("explicit-signer", "csca-explicit"), ("no-attributes", "csca"),
    ])
    func `A file that a document signer has signed is verified, whatever the kind of key`(file: String, anchor: String)
        throws
    {
        let verified = try Self.verify(file, anchors: [anchor])
        let key = try #require(verified.infos.chipAuthenticationPublicKeys.first)
        #expect(key.keyID == 0x41)
        #expect(throws: Never.self) { try key.chipAuthenticationPublicKey.ecPublicKey() }
        #expect(verified.infos.restrictedIdentification.map(\.authorizedOnly).contains(true))
        #expect(verified.documentSigner.hasPrefix(Self.name))
    }

    static let refused: [(String, PassiveAuthenticationFault)] = [
        ("short-lived", .expired("\(name) short-lived")), ("revoked", .revoked("\(name) revoked")),
        ("no-signatures", .notADocumentSigner("\(name) no-signatures")),
        ("no-usage", .notADocumentSigner("\(name) no-usage")),
        ("authority-itself", .notADocumentSigner("\(name) authority-itself")),
        ("other-purpose", .notADocumentSigner("\(name) other-purpose")),
        ("foreign", .unknownIssuer("\(name) foreign")), ("explicit-signer", .unknownIssuer("\(name) explicit-signer")),
        ("wrong-type", .wrongContentType(OID(1, 2, 840, 113549, 1, 7, 1))), ("sha1", .weakDigest),
        ("no-certificate", .signerCertificateMissing),
        ("two-signatures", .malformed("it has not exactly one signature")),
    ]

    @Test(arguments: refused)
    func `Each wrong signer is refused for its own reason`(file: String, fault: PassiveAuthenticationFault) throws {
        #expect(throws: fault) { try Self.verify(file) }
    }

    @Test(arguments: [
        ("csca", "csca.crl", true), ("csca csca-explicit", "csca-newer.crl", true), ("csca", "csca-newer.crl", false),
        ("csca abroad", "abroad.crl", false),
    ])
    func `A list of revoked certificates holds under any authority of the country that is configured, and no other`(
        authorities: String, list: String, isRevoked: Bool
    ) throws {
        let anchors = try Self.anchors(authorities.split(separator: " ").map(String.init), revocation: [list])
        #expect(anchors.revocationLists.count == 1)
        func verify() throws {
            _ = try PassiveAuthentication.verify(
                efCardSecurity: try Fixture.bytes("cms/revoked.cms"), efCardAccess: try Self.access(),
                anchors: anchors, at: try Fixture.today())
        }
        if isRevoked {
            #expect(throws: PassiveAuthenticationFault.revoked("\(Self.name) revoked")) { try verify() }
        } else {
            #expect(throws: Never.self) { try verify() }
        }
    }

    @Test func `Before its first day a signer's certificate does not hold`() throws {
        #expect(throws: PassiveAuthenticationFault.notYetValid("\(Self.name) signer")) {
            try Self.verify("signer", at: try Fixture.day(2020, 1, 1))
        }
    }

    @Test func `Without an authority nothing is trusted, and a signer's own certificate is none`() throws {
        #expect(throws: PassiveAuthenticationFault.noAnchors) { try Self.verify("signer", anchors: []) }
        #expect(throws: PassiveAuthenticationFault.noAnchors) { try Self.verify("signer", anchors: ["signer"]) }
        #expect(throws: PassiveAuthenticationFault.unknownIssuer("\(Self.name) signer")) {
            try Self.verify("signer", anchors: ["stranger"])
        }
    }

    @Test func `What EF CardAccess offers beyond the signed file is taken for a lowered protection`() throws {
        let access = try Self.access()
        let weaker = SecurityInfo.pace(PACEInfo(protocolID: .paceECDHGenericMapping(.tripleDES), parameterID: 8))
        let bytes = try Fixture.bytes("cms/signer.cms")
        for changed in [access.all + [weaker], [weaker]] {
            #expect(throws: PassiveAuthenticationFault.cardAccessDiffers) {
                try PassiveAuthentication.verify(
                    efCardSecurity: bytes, efCardAccess: SecurityInfos(changed), anchors: try Self.anchors(),
                    at: try Fixture.today())
            }
        }
    }

    @Test
    func `No changed bit in any byte leaves another content, and the few that pass are in framing that says nothing`()
        async throws
    {
        let bytes = try Fixture.bytes("cms/signer.cms")
        let access = try Self.access()
        let anchors = try Self.anchors()
        let today = try Fixture.today()
        let genuine = try Self.verify("signer")
        var passed = 0
        // Every third bit: each byte is met, and the test lasts seconds.
        for changed in Fixture.flipped(bytes, every: 3) {
            // Others run meanwhile, some of which measure time.
            await Task.yield()
            do throws(PassiveAuthenticationFault) {
                let verified = try PassiveAuthentication.verify(
                    efCardSecurity: changed, efCardAccess: access, anchors: anchors, at: today)
                passed += 1
                #expect(verified == genuine)
            } catch {}
        }
        // RFC 5652 signs neither the list of digest algorithms nor versions, and names match in either case of letters.
        #expect(passed < bytes.count * 8 / 300)
    }

    @Test func `Cut files, files with something behind and too large ones are refused`() throws {
        let bytes = try Fixture.bytes("cms/signer.cms")
        let access = try Self.access()
        let anchors = try Self.anchors()
        let wrong =
            [bytes + [0], [UInt8](repeating: 0x30, count: 70_000), []]
            + stride(from: 1, to: bytes.count, by: 7).map { Array(bytes.prefix($0)) }
        for changed in wrong {
            #expect(throws: PassiveAuthenticationFault.self) {
                try PassiveAuthentication.verify(
                    efCardSecurity: changed, efCardAccess: access, anchors: anchors, at: try Fixture.today())
            }
        }
    }

    @Test func `A master list signed under the anchor adds its own country's authorities, and no others`() throws {
        let bytes = try Fixture.bytes("cms/masterlist.ml")
        let found = try MasterList.certificates(in: bytes, anchors: try Self.anchors(), at: try Fixture.today())
        #expect(found.map(\.subject) == ["\(Self.name) csca", "\(Self.name) csca-explicit"])
        let wider = DocumentAnchors(certificates: found)
        #expect(throws: Never.self) {
            try PassiveAuthentication.verify(
                efCardSecurity: try Fixture.bytes("cms/explicit-signer.cms"), efCardAccess: try Self.access(),
                anchors: wider, at: try Fixture.today())
        }
    }

    @Test func `A master list that somebody else has signed is refused`() throws {
        let wrong = try Fixture.bytes("cms/masterlist-wrong-signer.ml")
        #expect(throws: PassiveAuthenticationFault.notADocumentSigner("\(Self.name) signer")) {
            try MasterList.certificates(in: wrong, anchors: try Self.anchors(), at: try Fixture.today())
        }
        #expect(throws: PassiveAuthenticationFault.unknownIssuer("\(Self.name) other-purpose")) {
            try MasterList.certificates(
                in: try Fixture.bytes("cms/masterlist.ml"), anchors: try Self.anchors(["stranger"]),
                at: try Fixture.today())
        }
        #expect(throws: PassiveAuthenticationFault.wrongContentType(.securityObject)) {
            try MasterList.certificates(
                in: try Fixture.bytes("cms/signer.cms"), anchors: try Self.anchors(), at: try Fixture.today())
        }
    }

    @Test func `Every fault has a sentence`() {
        for (_, fault) in Self.refused { #expect("\(fault)".hasSuffix(".")) }
    }
}
