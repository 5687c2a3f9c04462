import EID
import Secrets
import Testing

/// Every reader of foreign bytes meets what it has never seen: pieces cut out, doubled, exchanged, lengths changed.
@Suite struct MutationTests {
    /// A generator with a fixed seed, so that a failure comes again.
    struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            var mixed = state
            mixed = (mixed ^ (mixed >> 33)) &* 0xFF51_AFD7_ED55_8CCD
            return mixed ^ (mixed >> 29)
        }
    }

    private static func mutate(_ bytes: [UInt8], _ generator: inout Generator) -> [UInt8] {
        var bytes = bytes
        for _ in 0...Int.random(in: 0..<3, using: &generator) where !bytes.isEmpty {
            let start = Int.random(in: 0..<bytes.count, using: &generator)
            let end = min(bytes.count, start + Int.random(in: 1..<24, using: &generator))
            switch Int.random(in: 0..<5, using: &generator) {
            case 0: bytes.removeSubrange(start..<end)
            case 1: bytes.insert(contentsOf: bytes[start..<end], at: Int.random(in: 0...bytes.count, using: &generator))
            case 2: bytes[start] = [0, 0x7F, 0x80, 0x81, 0x84, 0xFF].randomElement(using: &generator) ?? 0
            case 3: for index in start..<end { bytes[index] = UInt8.random(in: 0...255, using: &generator) }
            default: bytes.swapAt(start, end - 1)
            }
        }
        return bytes
    }

    /// Others run between, some of which measure time.
    private static func each(_ fixture: String, count: Int, _ read: ([UInt8]) -> Void) async throws {
        let bytes = try Fixture.bytes(fixture)
        var generator = Generator(state: UInt64(fixture.utf8.reduce(0) { $0 &* 31 &+ UInt64($1) }))
        for _ in 0..<count {
            await Task.yield()
            read(mutate(bytes, &generator))
        }
    }

    @Test(arguments: ["cv/cvca.cvcert", "cv/onsite.cvcert"])
    func `CV certificates`(fixture: String) async throws {
        try await Self.each(fixture, count: 4000) { bytes in
            guard let certificate = try? CVCertificate(decoding: bytes) else { return }
            #expect(certificate.encoded() == bytes)
        }
    }

    @Test func `Descriptions, security infos and block lists`() async throws {
        try await Self.each("cv/onsite.desc", count: 4000) { _ = try? CertificateDescription(decoding: $0) }
        try await Self.each("cms/ef_cardaccess", count: 4000) { _ = try? SecurityInfos(decoding: $0) }
        try await Self.each("cms/plain.blocklist", count: 4000) { _ = try? BlockList(decoding: $0[...]) }
    }

    @Test(arguments: DataGroup.allCases)
    func `Data groups`(group: DataGroup) throws {
        var generator = Generator(state: UInt64(group.rawValue))
        let files = DataGroupTests.vectors.filter { $0.1.group == group }.map { Fixture.hex($0.0) }
        for file in files {
            for _ in 0..<1000 {
                guard let content = try? DataGroupContent(decoding: Self.mutate(file, &generator), as: group) else {
                    continue
                }
                #expect(throws: Never.self) { try content.encoded() }
            }
        }
    }

    @Test func `Signed objects`() async throws {
        let anchors = DocumentAnchors(certificates: X509Certificate.readAll(try Fixture.bytes("cms/csca.pem")))
        let access = try SecurityInfos(decoding: try Fixture.bytes("cms/ef_cardaccess"))
        let today = try Fixture.today()
        let genuine = try PassiveAuthentication.verify(
            efCardSecurity: try Fixture.bytes("cms/signer.cms"), efCardAccess: access, anchors: anchors, at: today)
        for fixture in ["cms/signer.cms", "cms/two-signatures.cms", "cms/no-attributes.cms"] {
            try await Self.each(fixture, count: 500) { bytes in
                let verified = try? PassiveAuthentication.verify(
                    efCardSecurity: bytes, efCardAccess: access, anchors: anchors, at: today)
                #expect(verified == nil || verified == genuine)
            }
        }
        try await Self.each("cms/masterlist.ml", count: 500) {
            _ = try? MasterList.certificates(in: $0, anchors: anchors, at: today)
        }
        try await Self.each("cms/csca.pem", count: 500) { _ = X509Certificate.readAll($0) }
        try await Self.each("cms/csca.crl", count: 500) { _ = CertificateRevocationList.readAll($0) }
    }

    @Test(arguments: ["pkcs8-explicit.der", "sec1-named.pem", "encrypted.der"])
    func `Private keys`(name: String) async throws {
        try await Self.each("keys/\(name)", count: 300) { bytes in
            _ = try? PrivateKeyFile.read(
                SecretBytes(copying: bytes), passphrase: SecretBytes(copying: Array("geheim".utf8)))
        }
    }
}
