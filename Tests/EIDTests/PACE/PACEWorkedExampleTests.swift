import EID
import Secrets
import SmartCard
import Synchronization
import Testing

/// The worked example of ICAO Doc 9303-11, appendix G.1 (also BSI TR-03110, worked example): PACE with ECDH, generic mapping,
/// AES-128 and the MRZ, byte by byte.
@Suite struct PACEWorkedExampleTests {
    static let password = "T22000129364081251010318"
    static let mappingScalar = "7F4EF07B9EA82FD78AD689B38D0BC78CF21F249D953BC46F4C6E19259C010F99"
    static let agreementScalar = "A73FB703AC1436A18E0CFA5ABB3F7BEC7A070E7A6788486BEE230C4A22762595"
    static let cardMappingKey = """
        04 824FBA91C9CBE26BEF53A0EBE7342A3BF178CEA9F45DE0B70AA601651FBA3F57
        30D8C879AAA9C9F73991E61B58F4D52EB87A0A0C709A49DC63719363CCD13C54
        """
    static let cardAgreementKey = """
        04 9E880F842905B8B3181F7AF7CAA9F0EFB743847F44A306D2D28C1D9EC65DF6DB
        7764B22277A2EDDC3C265A9F018F9CB852E111B768B326904B59A0193776F094
        """

    static var script: [(command: [UInt8]?, answer: [UInt8])] {
        [
            (hex("0022C1A4 0F 800A04007F00070202040202 830101"), hex("9000")),
            (hex("10860000 02 7C00 00"), hex("7C12 8010 95A3A016522EE98D01E76CB6B98B42C3 9000")),
            (
                hex(
                    """
                    10860000 45 7C43 8141 04 7ACF3EFC982EC45565A4B155129EFBC74650DCBFA6362D896FC70262E0C2CC5E
                    544552DCB6725218799115B55C9BAA6D9F6BC3A9618E70C25AF71777A9C4922D 00
                    """), hex("7C43 8241 \(cardMappingKey) 9000")
            ),
            (
                hex(
                    """
                    10860000 45 7C43 8341 04 2DB7A64C0355044EC9DF190514C625CBA2CEA48754887122F3A5EF0D5EDD301C
                    3556F3B3B186DF10B857B58F6A7EB80F20BA5DC7BE1D43D9BF850149FBB36462 00
                    """), hex("7C43 8441 \(cardAgreementKey) 9000")
            ),
            (hex("00860000 0C 7C0A 8508 C2B0BD78D94BA866 00"), hex("7C0A 8608 3ABB9674BCE93C08 9000")),
        ]
    }

    static func pace() throws -> PACE {
        let infos = try SecurityInfos(decoding: hex("3114 3012 060A04007F00070202040202 020102 02010D"))
        let scalars = Mutex([mappingScalar, agreementScalar])
        return PACE(
            variant: try PACEVariant(choosingFrom: infos), kind: .mrz, authorization: nil
        ) { curve throws(EIDError) in
            let scalar = scalars.withLock { $0.isEmpty ? "" : $0.removeFirst() }
            return try ECPrivateKey(curve: curve, scalar: SecretBytes(copying: hex(scalar)))
        }
    }

    @Test func `Every command and every answer is as published`() async throws {
        let card = ScriptedCard(PACEWorkedExampleTests.script)
        let outcome = try await PACEWorkedExampleTests.pace().run(
            password: SecretBytes(digits: PACEWorkedExampleTests.password), on: card)
        #expect(card.remaining == 0)
        guard case .established(let pace) = outcome else {
            Issue.record("PACE was refused")
            return
        }
        #expect(pace.cardIdentifier == hex("9E880F842905B8B3181F7AF7CAA9F0EFB743847F44A306D2D28C1D9EC65DF6DB"))
        #expect(pace.certificationAuthorityReferences.isEmpty)
    }

    /// The first protected command under the keys of the example: its code was computed with the published K_MAC and K_Enc.
    @Test func `The keys are the published ones`() async throws {
        let card = ScriptedCard(PACEWorkedExampleTests.script)
        let outcome = try await PACEWorkedExampleTests.pace().run(
            password: SecretBytes(digits: PACEWorkedExampleTests.password), on: card)
        guard case .established(var pace) = outcome else {
            Issue.record("PACE was refused")
            return
        }
        let command = CommandAPDU(instruction: 0xB0, parameter1: 0x9D, parameter2: 0, expectedLength: 8)
        _ = try? await pace.channel.transmit(command)
        var session = SecureMessagingSession(
            keys: SessionKeys(
                cipher: .aes128, encryption: SecretBytes(copying: hex("F5F0E35C0D7161EE6724EE513A0D9A7F")),
                authentication: SecretBytes(copying: hex("FE251C7858B356B24514B3BD5F4297D1"))))
        let expected = try session.protect(command, extendedLength: true)
        #expect(card.received.last == expected.encoded)
    }

    /// What a card says wrongly, at which command, and how PACE must end.
    @Test(
        arguments: [
            (3, hex("7C43 8241 04 \(String(repeating: "11", count: 64)) 9000"), "off the curve"),
            (3, hex("7C02 8200 9000"), "empty point"), (3, hex("9000"), "no data"),
            (3, hex("7C43 8441 \(cardMappingKey) 9000"), "wrong tag"),
            (
                3,
                hex(
                    """
                    7C43 8241 04 7ACF3EFC982EC45565A4B155129EFBC74650DCBFA6362D896FC70262E0C2CC5E
                    544552DCB6725218799115B55C9BAA6D9F6BC3A9618E70C25AF71777A9C4922D 9000
                    """), "our own mapping key back"
            ),
            (
                4,
                hex(
                    """
                    7C43 8441 04 2DB7A64C0355044EC9DF190514C625CBA2CEA48754887122F3A5EF0D5EDD301C
                    3556F3B3B186DF10B857B58F6A7EB80F20BA5DC7BE1D43D9BF850149FBB36462 9000
                    """), "our own ephemeral key back"
            ),
            (5, hex("7C0A 8608 3ABB9674BCE93C09 9000"), "wrong token"), (5, hex("7C00 9000"), "no token"),
            (5, hex("7C09 8607 3ABB9674BCE93C 9000"), "short token"),
            (2, hex("7C0A 8008 95A3A016522EE98D 9000"), "short nonce"), (2, hex("7C 9000"), "half an object"),
            (1, hex("6D00"), "unknown command"), (4, hex("6982"), "not permitted"),
        ] as [(Int, [UInt8], String)])
    func `A card that does not follow the protocol ends it`(step: Int, answer: [UInt8], what: String) async throws {
        var script = PACEWorkedExampleTests.script
        script[step - 1].answer = answer
        let card = ScriptedCard(script)
        await #expect(throws: EIDError.self, "\(what)") {
            _ = try await PACEWorkedExampleTests.pace().run(
                password: SecretBytes(digits: PACEWorkedExampleTests.password), on: card)
        }
        #expect(card.received.count == step)
    }

    @Test func `A password that cannot be one never reaches the card`() async throws {
        let infos = try SecurityInfos(decoding: hex("3114 3012 060A04007F00070202040202 020102 02010D"))
        let variant = try PACEVariant(choosingFrom: infos)
        let wrong: [(PasswordKind, String)] = [
            (.pin, "1234"), (.pin, "1234567"), (.pin, "12345a"), (.can, "12345"), (.puk, "123456789"), (.mrz, "1"),
        ]
        for (kind, text) in wrong {
            let card = ScriptedCard([])
            await #expect(throws: EIDError.self) {
                _ = try await PACE(variant: variant, kind: kind, authorization: nil).run(
                    password: SecretBytes(digits: text), on: card)
            }
            #expect(card.received.isEmpty)
        }
    }

    @Test(
        arguments: [
            (1, 0x63C1, .suspended), (1, 0x63C0, .blocked), (1, 0x6283, .deactivated), (2, 0x6983, .blocked),
            (2, 0x6984, .deactivated), (2, 0x6985, .suspended), (5, 0x63C2, .wrong(triesLeft: 2)),
            (5, 0x63C1, .wrong(triesLeft: 1)), (5, 0x63C0, .wrong(triesLeft: 0)), (5, 0x6300, .wrong(triesLeft: nil)),
        ] as [(Int, UInt16, PasswordRefusal)])
    func `What a card says about the PIN is told as it is`(
        step: Int, status: UInt16, refusal: PasswordRefusal
    ) async throws {
        let infos = try SecurityInfos(decoding: hex("3114 3012 060A04007F00070202040202 020102 02010D"))
        var script = PACEWorkedExampleTests.script.map { (command: nil as [UInt8]?, answer: $0.answer) }
        script[step - 1].answer = [UInt8(status >> 8), UInt8(status & 0xFF)]
        let outcome = try await PACE(
            variant: PACEVariant(choosingFrom: infos), kind: .pin, authorization: nil
        ).run(password: SecretBytes(digits: "123456"), on: ScriptedCard(script))
        guard case .refused(let told) = outcome else {
            Issue.record("PACE went through")
            return
        }
        #expect(told == refusal)
    }
}
