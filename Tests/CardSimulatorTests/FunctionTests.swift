import CardSimulator
import EID
import Secrets
import SmartCard
import Testing

/// Comparisons, sector identifiers, writing. BSI TR-03110-3, A.7.5, B.4, B.6; BSI TR-03127, 4.4.
@Suite struct FunctionTests {
    static let auxiliary = OID.mrtd.child(4)

    static func template(_ kind: UInt, _ value: [UInt8]) -> [UInt8] {
        TLV.encode(0x73, parts: [DER.oid(auxiliary.child(kind)), TLV.encode(0x53, value)])
    }

    func verify(
        _ persona: String, _ kind: UInt, _ value: String, rights: TerminalRights = .all
    ) async throws -> StatusWord {
        let octets = kind == 3 ? try MunicipalityID(digits: value).octets : Array(value.utf8)
        let chain = try Chain()
        var conversation = try await Conversation(chain.card(persona), rights: rights)
        try await conversation.unlock(chain, auxiliary: TLV.encode(0x67, FunctionTests.template(kind, octets)))
        return try await ask(&conversation, kind)
    }

    func ask(_ conversation: inout Conversation, _ kind: UInt) async throws -> StatusWord {
        try await conversation.send(
            CommandAPDU(
                instructionClass: 0x80, instruction: 0x20, parameter1: 0x80, parameter2: 0,
                data: DER.oid(FunctionTests.auxiliary.child(kind)))
        ).status
    }

    @Test(
        arguments: [
            ("erika", 1, "19640812", 0x9000), ("erika", 1, "19640811", 0x6300), ("erika", 1, "20081122", 0x9000),
            // Only the year, or year and month, are known: the latest day counts.
            ("fatma", 1, "19791231", 0x9000), ("fatma", 1, "19791230", 0x6300), ("surya", 1, "19950131", 0x9000),
            ("surya", 1, "19950130", 0x6300), ("kim", 1, "20101122", 0x6300), ("erika", 1, "19640230", 0x6300),
            ("erika", 1, "nonsense", 0x6300),
            ("erika", 2, "20320314", 0x9000), ("erika", 2, "20320315", 0x6300), ("abgelaufen", 2, "20261122", 0x6300),
            ("erika", 3, "02760503150000", 0x9000), ("erika", 3, "0276", 0x9000), ("erika", 3, "027605", 0x9000),
            ("erika", 3, "027614", 0x6300), ("jean", 3, "0276", 0x6300), ("jean", 3, "0250", 0x9000),
            ("heimatlos", 3, "0276", 0x6300),
        ] as [(String, UInt, String, UInt16)])
    func `Age, validity and municipality are confirmed where they are met, and 6300 where not`(
        persona: String, kind: UInt, value: String, status: UInt16
    ) async throws {
        #expect(try await verify(persona, kind, value).rawValue == status)
    }

    @Test func `Age and municipality need their rights, validity none`() async throws {
        let none: TerminalRights = [.canAllowed]
        #expect(try await verify("erika", 1, "20000101", rights: none) == .securityStatusNotSatisfied)
        #expect(try await verify("erika", 3, "0276", rights: none) == .securityStatusNotSatisfied)
        #expect(try await verify("erika", 2, "20261122", rights: none) == .success)
    }

    @Test func `What was not committed in terminal authentication is 6A88; of two commitments the last counts`()
        async throws
    {
        let chain = try Chain()
        let commitments =
            FunctionTests.template(1, Array("20200101".utf8))
            + FunctionTests.template(9, [1]) + FunctionTests.template(1, Array("19000101".utf8))
        var conversation = try await Conversation(chain.card(), rights: .all)
        try await conversation.authenticate(chain, auxiliary: TLV.encode(0x67, commitments))
        #expect(try await ask(&conversation, 1) == .securityStatusNotSatisfied)
        #expect(try await conversation.authenticateChip() == .success)
        try await conversation.selectApplication()
        #expect(try await ask(&conversation, 1) == .authenticationFailed)
        #expect(try await ask(&conversation, 2) == .referencedDataNotFound)
        #expect(try await ask(&conversation, 9) == .referencedDataNotFound)
    }

    @Test func `Changed auxiliary data breaks the terminal's signature`() async throws {
        let chain = try Chain()
        var conversation = try await Conversation(chain.card(), rights: .all)
        for certificate in chain.certificates { #expect(try await conversation.present(certificate) == .success) }
        let sent = TLV.encode(0x67, FunctionTests.template(1, Array("20200101".utf8)))
        let status = try await conversation.prove(chain.terminal, auxiliary: sent) { signature in
            signature[signature.count - 1] ^= 1
        }
        #expect(status == .authenticationFailed)
    }

    @Test func `Restricted identification gives each sector its identifier, by keys that the certificate names`()
        async throws
    {
        let curve = try EllipticCurve(standardized: 13)
        let sectorKey = try ECPrivateKey.generate(on: curve)
        let first = try SectorPublicKey(key: sectorKey.publicKey, hash: .sha256)
        let second = try SectorPublicKey(key: ECPrivateKey.generate(on: curve).publicKey, hash: .sha256)
        let stranger = try SectorPublicKey(key: ECPrivateKey.generate(on: curve).publicKey, hash: .sha256)
        let chain = try Chain(extensions: [
            .sector(
                firstHash: try HashFunction.sha256.digest(first.encoded),
                secondHash: try HashFunction.sha256.digest(second.encoded))
        ])
        var conversation = try await Conversation(chain.card("widerrufen"), rights: [.canAllowed])
        try await conversation.unlock(chain)

        let revocation = RestrictedIdentificationKey.revocationKeyID
        let answer = try await identify(&conversation, first, tag: 0xA0, keyID: revocation)
        #expect(answer.status == .success)
        let identifier = try TLV.decode(TLV.decode(answer.data).value)
        #expect(identifier.tag == 0x81)
        // Whoever makes the block list comes to the same from the other side.
        let card = try Personas.read("widerrufen").restrictedIdentificationKey(revocation)
        let shared = try sectorKey.sharedSecret(with: card.publicKey)
        let expected = try shared.withUnsafeBytes { try HashFunction.sha256.digest(Array($0)) }
        #expect(Array(identifier.value) == expected)

        let other = try await identify(&conversation, second, tag: 0xA2, keyID: revocation)
        #expect(try TLV.decode(TLV.decode(other.data).value).tag == 0x83)
        #expect(other.data != answer.data)
        #expect(
            try await identify(&conversation, stranger, tag: 0xA0, keyID: revocation).status
                == .incorrectParametersInData)
        #expect(
            try await identify(&conversation, first, tag: 0xA2, keyID: revocation).status
                == .incorrectParametersInData)
        // The pseudonym needs the right, which was not asked for.
        #expect(
            try await identify(
                &conversation, first, tag: 0xA0, keyID: RestrictedIdentificationKey.pseudonymKeyID
            ).status == .securityStatusNotSatisfied)
        #expect(try await identify(&conversation, first, tag: 0xA0, keyID: 7).status == .referencedDataNotFound)
    }

    func identify(
        _ conversation: inout Conversation, _ sector: SectorPublicKey, tag: UInt32, keyID: Int
    ) async throws -> ResponseAPDU {
        let chosen = try await conversation.send(
            0x22, 0x41, 0xA4,
            TLV.encode(0x80, RestrictedIdentificationKey.protocolID.content) + TLV.encode(0x84, [UInt8(keyID)]))
        guard chosen.status == .success else { return chosen }
        let key = TLV.encode(tag, try TLV.decode(sector.encoded).value)
        return try await conversation.send(0x86, 0, 0, TLV.encode(0x7C, key), expecting: 256)
    }

    @Test func `The address is written by who may, and only that`() async throws {
        let chain = try Chain()
        let card = try chain.card()
        var conversation = try await Conversation(
            card, rights: [.canAllowed, .write(.placeOfResidence), .read(.placeOfResidence)])
        try await conversation.unlock(chain)
        let moved = DataGroupContent.placeOfResidence([
            .structured(Place(street: "Neue Straße 1", city: "Görlitz", country: "D", zipCode: "02826"))
        ])
        #expect(try await conversation.send(0xD6, 0x91, 0, moved.encoded()).status == .success)
        #expect(try await conversation.read(.placeOfResidence).data == moved.encoded())
        #expect(try await conversation.send(0xD6, 0x92, 0, [0x72, 0x00]).status == .securityStatusNotSatisfied)
        #expect(try await conversation.send(0xD6, 0x84, 0, [0x64, 0x00]).status == .securityStatusNotSatisfied)
    }

    @Test(arguments: Personas.names) func `Everything on a card comes out as it was put on`(name: String) async throws {
        let chain = try Chain()
        let persona = try Personas.read(name)
        var conversation = try await Conversation(chain.card(name), rights: .all)
        try await conversation.unlock(chain)
        var read: [DataGroupContent] = []
        for group in DataGroup.allCases {
            let response = try await conversation.read(group)
            if response.status == .fileNotFound { continue }
            #expect(response.status == .success)
            read.append(try DataGroupContent(decoding: response.data, as: group))
        }
        #expect(read == persona.dataGroups)
    }
}
