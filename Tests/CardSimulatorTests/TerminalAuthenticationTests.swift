import CardSimulator
import EID
import SmartCard
import Testing

/// Certificates, dates, rights. BSI TR-03110-3, 2.5 to 2.7, A.7, B.14.
@Suite struct TerminalAuthenticationTests {
    let wrongOrder = StatusWord.conditionsOfUseNotSatisfied

    @Test func `PACE names the trust anchor where rights are asked for, and none where not`() async throws {
        let chain = try Chain()
        let asking = try await Conversation(chain.card(), rights: .all)
        #expect(asking.established.certificationAuthorityReferences == [chain.authority.reference])
        let plain = try await Conversation(chain.card())
        #expect(plain.established.certificationAuthorityReferences.isEmpty)
    }

    @Test func `The CAN without “CAN allowed”, and the PUK with any right, are refused at MSE:Set AT`() async throws {
        let channel = SimulatedCardChannel(try Chain().card())
        let rights = TerminalRights.all.subtracting(.canAllowed)
        #expect(try await Conversation.refusal(channel, .can, "500540", rights: rights) == .notPermitted)
        #expect(try await Conversation.refusal(channel, .puk, "9876543210", rights: .all) == .notPermitted)
        #expect(try await Conversation.refusal(channel, .pin, "123456", rights: rights) == nil)
    }

    @Test func `A sound chain opens exactly what PACE, terminal, verifier and anchor all allow`() async throws {
        let chain = try Chain(
            authorityRights: TerminalRights.all.subtracting(.read(.givenNames)),
            verifierRights: TerminalRights.all.subtracting(.read(.familyNames)),
            rights: TerminalRights.all.subtracting(.read(.dateOfBirth)))
        let card = try chain.card()
        var conversation = try await Conversation(card, rights: TerminalRights.all.subtracting(.read(.placeOfBirth)))
        try await conversation.unlock(chain)
        for group: DataGroup in [.givenNames, .familyNames, .dateOfBirth, .placeOfBirth] {
            #expect(try await conversation.read(group).status == .securityStatusNotSatisfied)
        }
        #expect(try await conversation.read(.sex).status == .fileNotFound)
        let response = try await conversation.read(.birthName)
        #expect(try DataGroupContent(decoding: response.data, as: .birthName) == .birthName("Müßiggang"))
    }

    @Test func `Without chip authentication nothing is opened, and rights end with the session`() async throws {
        let chain = try Chain()
        let card = try chain.card()
        var conversation = try await Conversation(card, rights: .all)
        try await conversation.authenticate(chain)
        try await conversation.selectApplication()
        #expect(try await conversation.read(.familyNames).status == .securityStatusNotSatisfied)
        #expect(try await conversation.authenticateChip() == .success)
        #expect(try await conversation.read(.familyNames).status == .success)
        card.reset()
        var again = try await Conversation(card, rights: .all)
        try await again.selectApplication()
        #expect(try await again.read(.familyNames).status == .securityStatusNotSatisfied)
    }

    @Test func `EF.CardSecurity is readable once PACE is done`() async throws {
        var conversation = try await Conversation(Chain().card())
        #expect(try await conversation.send(0xB0, 0x9D, 0, expecting: 65536).status == .success)
    }

    @Test func `The CAN needs “CAN allowed” in every certificate, too`() async throws {
        let chain = try Chain(rights: TerminalRights.all.subtracting(.canAllowed))
        var conversation = try await Conversation(chain.card(), rights: .all)
        for certificate in chain.certificates { #expect(try await conversation.present(certificate) == .success) }
        #expect(try await conversation.prove(chain.terminal) == .securityStatusNotSatisfied)
        var pin = try await Conversation(chain.card(), .pin, "123456", rights: .all)
        try await pin.unlock(chain)
    }

    @Test func `A wrong signature, of certificate or terminal, is 6300 and opens nothing`() async throws {
        var chain = try Chain()
        let sound = chain.verifierCertificate
        chain.verifierCertificate = try TestPKI.certificate(
            chain.verifier, .documentVerifierOfficial, by: Holder("DETESTCVCA00001"))
        var conversation = try await Conversation(chain.card(), rights: .all)
        #expect(try await conversation.present(chain.verifierCertificate) == .authenticationFailed)
        #expect(try await conversation.present(sound) == .success)
        #expect(try await conversation.present(chain.terminalCertificate) == .success)
        #expect(try await conversation.prove(chain.terminal) { $0[9] ^= 1 } == .authenticationFailed)
        #expect(try await conversation.authenticateChip() == .securityStatusNotSatisfied)
        // Afterwards the right one still may.
        #expect(try await conversation.prove(chain.terminal) == .success)
        #expect(try await conversation.prove(chain.terminal) == .securityStatusNotSatisfied)
    }

    @Test func `Keys that the card does not know are 6A88`() async throws {
        let chain = try Chain()
        var conversation = try await Conversation(chain.card(), rights: .all)
        #expect(try await conversation.present(chain.terminalCertificate) == .referencedDataNotFound)
        #expect(try await conversation.prove(chain.terminal) == .referencedDataNotFound)
    }

    @Test func `Roles cannot be skipped or turned round`() async throws {
        let chain = try Chain()
        let direct = try TestPKI.certificate(chain.terminal, .terminal, by: chain.authority)
        let sub = try Holder("DETESTDVSB00001")
        let second = try TestPKI.certificate(sub, .documentVerifierOfficial, by: chain.verifier)
        let climbing = try TestPKI.certificate(sub, .countryVerifyingCA, by: chain.verifier)
        var conversation = try await Conversation(chain.card(), rights: .all)
        #expect(try await conversation.present(direct) == wrongOrder)
        #expect(try await conversation.present(chain.verifierCertificate) == .success)
        #expect(try await conversation.present(second) == wrongOrder)
        #expect(try await conversation.present(climbing) == wrongOrder)
        // A document verifier is no terminal.
        #expect(try await conversation.prove(chain.verifier) == wrongOrder)
    }

    @Test func `Expired certificates are refused by the card's own date, which only trusted ones move on`() async throws
    {
        let chain = try Chain()
        let card = try chain.card(currentDate: TestPKI.date(2027, 11, 2))
        var conversation = try await Conversation(card, rights: .all)
        #expect(try await conversation.present(chain.verifierCertificate) == wrongOrder)

        let fresh = try chain.card(currentDate: TestPKI.date(2026, 1, 1))
        var other = try await Conversation(fresh, rights: .all)
        #expect(try await other.present(chain.verifierCertificate) == .success)
        #expect(fresh.state.currentDate == TestPKI.date(2026, 11, 1))
        let later = try TestPKI.certificate(
            chain.terminal, .terminal, by: chain.verifier, from: TestPKI.date(2026, 11, 20))
        #expect(try await other.present(later) == .success)
        #expect(fresh.state.currentDate == TestPKI.date(2026, 11, 20))
    }

    @Test func `A terminal under a foreign document verifier does not move the date, its verifier does`() async throws {
        let chain = try Chain(role: .documentVerifierNonOfficial)
        let card = try chain.card(currentDate: TestPKI.date(2026, 1, 1))
        let later = try TestPKI.certificate(
            chain.terminal, .terminal, by: chain.verifier, from: TestPKI.date(2026, 11, 20))
        var conversation = try await Conversation(card, rights: .all)
        #expect(try await conversation.present(chain.verifierCertificate) == .success)
        #expect(try await conversation.present(later) == .success)
        #expect(card.state.currentDate == TestPKI.date(2026, 11, 1))
    }

    @Test func `A link certificate, even an expired one, brings an anchor that stays; there are two at most`()
        async throws
    {
        let chain = try Chain()
        let second = try Holder("DETESTCVCA00002")
        let third = try Holder("DETESTCVCA00003")
        let link = try TestPKI.certificate(
            second, .countryVerifyingCA, by: chain.authority, from: TestPKI.date(2026, 11, 5),
            to: TestPKI.date(2026, 11, 6))
        let card = try chain.card(currentDate: TestPKI.date(2026, 11, 10))
        var conversation = try await Conversation(card, rights: .all)
        #expect(try await conversation.present(link) == .success)
        #expect(card.state.trustAnchors == [second.reference, chain.authority.reference])
        // Expired, it signs no document verifier, but the next link.
        let verifier = try TestPKI.certificate(chain.verifier, .documentVerifierOfficial, by: second)
        #expect(try await conversation.present(verifier) == wrongOrder)
        let next = try TestPKI.certificate(
            third, .countryVerifyingCA, by: second, from: TestPKI.date(2026, 11, 12), to: TestPKI.date(2029, 1, 1))
        #expect(try await conversation.present(next) == .success)
        card.reset()
        let later = try await Conversation(card, rights: .all)
        #expect(later.established.certificationAuthorityReferences == [third.reference, second.reference])
        #expect(card.state.currentDate == TestPKI.date(2026, 11, 12))
    }

    @Test func `A new anchor carries a chain at once`() async throws {
        var chain = try Chain()
        let card = try chain.card()
        let second = try Holder("DETESTCVCA00002")
        let link = try TestPKI.certificate(second, .countryVerifyingCA, by: chain.authority, from: TestPKI.today)
        chain.verifierCertificate = try TestPKI.certificate(chain.verifier, .documentVerifierOfficial, by: second)
        var conversation = try await Conversation(card, rights: .all)
        #expect(try await conversation.present(link) == .success)
        #expect(try await conversation.present(link) == .conditionsOfUseNotSatisfied)
        try await conversation.unlock(chain)
        #expect(try await conversation.read(.familyNames).status == .success)
    }

    @Test func `A challenge serves once, and terminal authentication needs rights asked for in PACE`() async throws {
        let chain = try Chain()
        var conversation = try await Conversation(chain.card())
        for certificate in chain.certificates { #expect(try await conversation.present(certificate) == .success) }
        #expect(try await conversation.prove(chain.terminal) == .securityStatusNotSatisfied)
        #expect(try await conversation.send(0x82, 0, 0, [1, 2, 3]).status == .securityStatusNotSatisfied)
    }

    @Test func `Chip authentication refuses another key than the one that was signed`() async throws {
        let chain = try Chain()
        var conversation = try await Conversation(chain.card(), rights: .all)
        try await conversation.authenticate(chain)
        let other = try ECPrivateKey.generate(on: EllipticCurve(standardized: 13)).publicKey.encoded
        #expect(
            try await conversation.send(0x22, 0x41, 0xA4, TLV.encode(0x80, OID.caECDH(.aes128).content)).status
                == .success)
        let response = try await conversation.send(
            0x86, 0, 0, TLV.encode(0x7C, TLV.encode(0x80, other)), expecting: 256)
        #expect(response.status == .authenticationFailed)
        #expect(
            try await conversation.send(
                0x22, 0x41, 0xA4, TLV.encode(0x80, OID.caECDH(.aes128).content) + TLV.encode(0x84, [0x42])
            ).status == .referencedDataNotFound)
    }
}
