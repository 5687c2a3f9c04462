import EID
import Testing

/// CV certificates that another tool made, and our own.
@Suite struct CVCertificateTests {
    @Test(arguments: ["cvca", "link", "dv", "dv2", "onsite", "renewed", "expired", "future"])
    func `A certificate of another tool is read and written again byte for byte`(name: String) throws {
        let bytes = try Fixture.bytes("cv/\(name).cvcert")
        let certificate = try CVCertificate(decoding: bytes)
        #expect(certificate.encoded() == bytes)
        #expect(try certificate.body.encoded() == certificate.encodedBody)
    }

    @Test func `The fields of a terminal's certificate are read`() throws {
        let certificate = try Fixture.certificate("onsite")
        let body = certificate.body
        #expect("\(body.certificateHolderReference)" == "DETESTVOR00001")
        #expect("\(body.certificationAuthorityReference)" == "DETESTDV000001")
        #expect(body.authorization.role == .terminal)
        #expect(
            body.authorization.rights
                == TerminalRights.read([.givenNames, .familyNames, .placeOfResidence]).union(.canAllowed))
        #expect(try body.effectiveDate == Fixture.day(2026, 11, 1))
        #expect(try body.expirationDate == Fixture.day(2027, 11, 1))
        #expect(try body.publicKey.signatureHash() == .sha256)
        #expect(body.publicKey.curve == nil)
        #expect(certificate.descriptionHash?.count == 32)
        #expect(!certificate.isSelfSigned)
        #expect(try Fixture.certificate("cvca").isSelfSigned)
        #expect(try Fixture.certificate("cvca").body.publicKey.curve == EllipticCurve(standardized: 13))
    }

    @Test func `A certificate of ours is read again with all it has`() throws {
        let curve = try EllipticCurve(standardized: 16)
        let key = try ECPrivateKey.generate(on: curve)
        let sector = try SectorPublicKey(key: key.publicKey, hash: .sha256)
        let body = CertificateBody(
            certificationAuthorityReference: try KeyReference("DEOURSCVCA00001"),
            publicKey: CVPublicKey(protocolID: .taECDSA(.sha384), key: key.publicKey, withDomainParameters: true),
            certificateHolderReference: try KeyReference("DEOURSCVCA00001"),
            authorization: CHAT(role: .countryVerifyingCA, rights: .all), effectiveDate: try Fixture.day(2026, 1, 1),
            expirationDate: try Fixture.day(2028, 2, 29),
            extensions: [
                .description(hash: [UInt8](repeating: 1, count: 48)),
                .sector(firstHash: try HashFunction.sha384.digest(sector.encoded), secondHash: nil),
                .other(OID.mrtd.child(3).child(9), encoded: Fixture.hex("730D 0609 04007F000703010309 8000")),
            ])
        let certificate = try CVCertificate(signing: body, with: key, hash: .sha384)
        let read = try CVCertificate(decoding: certificate.encoded())
        #expect(read == certificate)
        #expect(read.body == body)
        #expect(try read.isSigned(by: key.publicKey, hash: .sha384))
        #expect(try !read.isSigned(by: key.publicKey, hash: .sha256))
        #expect(sector.hasHash(try #require(read.sectorHashes).first))
    }

    @Test func `No changed bit in any byte leaves a certificate that its authority has signed`() async throws {
        let authority = try Fixture.certificate("dv")
        let key = try authority.body.publicKey.ecPublicKey(inheriting: try EllipticCurve(standardized: 13))
        let bytes = try Fixture.bytes("cv/onsite.cvcert")
        #expect(try Fixture.certificate("onsite").isSigned(by: key, hash: .sha256))
        var read = 0
        for changed in Fixture.flipped(bytes) {
            await Task.yield()
            guard let certificate = try? CVCertificate(decoding: changed) else { continue }
            read += 1
            #expect(try !certificate.isSigned(by: key, hash: .sha256))
        }
        #expect(read > 1000)
    }

    @Test func `Cut certificates, and ones with something behind, are refused`() throws {
        let bytes = try Fixture.bytes("cv/cvca.cvcert")
        for length in 0..<bytes.count {
            #expect(throws: EIDError.self) { try CVCertificate(decoding: Array(bytes.prefix(length))) }
        }
        #expect(throws: EIDError.self) { try CVCertificate(decoding: bytes + [0]) }
        #expect(throws: EIDError.malformed("CVCertificate", .tooLarge)) {
            try CVCertificate(decoding: [UInt8](repeating: 0, count: 5000))
        }
    }

    @Test(arguments: ["DEABC00", "DEABCDEFGHIJ000001", "DE\u{7}ABC00001"])
    func `Key references have 8 to 16 printable characters`(text: String) {
        #expect(throws: EIDError.self) { try KeyReference(text) }
    }
}
