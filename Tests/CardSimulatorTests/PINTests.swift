import CardSimulator
import EID
import Secrets
import SmartCard
import Testing

/// Every state of the PIN, and the ways from one to the next. BSI TR-03127, 3.5; BSI TR-03110-2, 2.4.
@Suite struct PINTests {
    let pin = "123456"
    let can = "500540"
    let puk = "9876543210"
    let wrong = "111111"

    @Test(arguments: [(PasswordKind.can, "500540"), (.pin, "123456"), (.puk, "9876543210")])
    func `Every password opens a channel`(kind: PasswordKind, password: String) async throws {
        let channel = SimulatedCardChannel(try Chain().card())
        #expect(try await Conversation.refusal(channel, kind, password) == nil)
    }

    @Test func `The machine-readable zone opens a channel where the persona has one`() async throws {
        let zone = "L01X00T47141050393203145"
        let channel = SimulatedCardChannel(try Chain().card("ahorn"))
        #expect(try await Conversation.refusal(channel, .mrz, zone) == nil)
        let other = SimulatedCardChannel(try Chain().card("ahorn"))
        #expect(try await Conversation.refusal(other, .mrz, "1" + zone.dropFirst()) == .wrong(triesLeft: nil))
        let none = SimulatedCardChannel(try Chain().card("erika"))
        await #expect(throws: EIDError.unexpectedStatus(.referencedDataNotFound)) {
            try await Conversation.refusal(none, .mrz, zone)
        }
    }

    @Test(arguments: [(PasswordKind.can, "000000"), (.puk, "0000000000")])
    func `A wrong CAN or PUK is refused without a counter, as often as it comes`(
        kind: PasswordKind, password: String
    ) async throws {
        let channel = SimulatedCardChannel(try Chain().card())
        for _ in 0..<12 {
            #expect(try await Conversation.refusal(channel, kind, password) == .wrong(triesLeft: nil))
        }
    }

    @Test func `Two wrong PINs suspend it, the CAN opens the third try in its channel only, a third wrong one blocks`()
        async throws
    {
        let card = try Chain().card()
        let channel = SimulatedCardChannel(card)
        #expect(try await Conversation.refusal(channel, .pin, wrong) == .wrong(triesLeft: 2))
        #expect(try await Conversation.refusal(channel, .pin, wrong) == .wrong(triesLeft: 1))
        #expect(try await Conversation.refusal(channel, .pin, pin) == .suspended)
        // The CAN in a channel that then ends has opened nothing.
        _ = try await Conversation(channel, .can, can)
        card.reset()
        #expect(try await Conversation.refusal(channel, .pin, pin) == .suspended)
        #expect(try await resume(channel, wrong) == .wrong(triesLeft: 0))
        card.reset()
        #expect(try await Conversation.refusal(channel, .pin, pin) == .blocked)
        #expect(try await resume(channel, pin) == .blocked)
    }

    @Test func `A right PIN gives all tries back, also as the third behind the CAN`() async throws {
        let card = try Chain().card()
        let channel = SimulatedCardChannel(card)
        #expect(try await Conversation.refusal(channel, .pin, wrong) == .wrong(triesLeft: 2))
        #expect(try await Conversation.refusal(channel, .pin, pin) == nil)
        #expect(card.state.pinTriesLeft == 3)
        card.reset()
        let suspended = try Chain().card("dritterversuch")
        #expect(try await resume(SimulatedCardChannel(suspended), pin) == nil)
        #expect(suspended.state.pinTriesLeft == 3)
    }

    /// CAN, then PIN inside of its channel.
    func resume(_ channel: any CardChannel, _ password: String) async throws -> PasswordRefusal? {
        let variant = try await Conversation.variant(channel)
        let first = PACE(variant: variant, kind: .can, authorization: nil)
        let second = PACE(variant: variant, kind: .pin, authorization: nil)
        let secret = SecretBytes(copying: Array(password.utf8))
        switch try await first.run(password: SecretBytes(copying: Array(can.utf8)), on: channel) {
        case .refused(let refusal): return refusal
        case .established(let established):
            switch try await second.run(password: secret, resuming: established) {
            case .refused(let refusal): return refusal
            case .established: return nil
            }
        }
    }

    @Test func `A try whose answer is cut off by removing the card counts`() async throws {
        let card = try Chain().card()
        // 1 EF.CardAccess, 2 MSE:Set AT, 3 to 5 the steps, 6 the token.
        let channel = SimulatedCardChannel(card, faults: [6: .cutShort(to: 0)])
        await #expect(throws: EIDError.transport(.malformedResponse)) {
            try await Conversation.refusal(channel, .pin, wrong)
        }
        #expect(card.state.pinTriesLeft == 2)
    }

    @Test func `The PUK unblocks the PIN ten times, sets no new one, and then no more`() async throws {
        let card = try Chain().card("gesperrt")
        for left in (0..<10).reversed() {
            var conversation = try await Conversation(card, .puk, puk)
            let change = try await conversation.send(0x2C, 0x02, 0x03, Array("654321".utf8))
            #expect(change.status == .securityStatusNotSatisfied)
            #expect(try await conversation.send(0x2C, 0x03, 0x03).status == .success)
            #expect(card.state.unblockingsLeft == left)
            #expect(card.state.pinTriesLeft == 3)
        }
        var last = try await Conversation(card, .puk, puk)
        #expect(try await last.send(0x2C, 0x03, 0x03).status == .authenticationMethodBlocked)
    }

    @Test func `Who knows the PIN sets another, of six digits`() async throws {
        let card = try Chain().card()
        var conversation = try await Conversation(card, .pin, pin)
        for unfit in ["12345", "1234567", "12345a", ""] {
            let change = try await conversation.send(0x2C, 0x02, 0x03, Array(unfit.utf8))
            #expect(change.status == .incorrectParametersInData)
        }
        #expect(try await conversation.send(0x2C, 0x02, 0x03, Array("654321".utf8)).status == .success)
        let channel = SimulatedCardChannel(card)
        #expect(try await Conversation.refusal(channel, .pin, "654321") == nil)
        #expect(try await Conversation.refusal(SimulatedCardChannel(card), .pin, pin) == .wrong(triesLeft: 2))
        #expect(!card.journal.contains { $0.instruction == 0x2C && !$0.data.isEmpty })
    }

    @Test func `Neither the CAN nor the PUK sets a PIN, and the CAN does not unblock`() async throws {
        var conversation = try await Conversation(Chain().card("gesperrt"))
        let change = try await conversation.send(0x2C, 0x02, 0x03, Array("654321".utf8))
        #expect(change.status == .securityStatusNotSatisfied)
        #expect(try await conversation.send(0x2C, 0x03, 0x03).status == .securityStatusNotSatisfied)
    }

    @Test func `A PIN that is switched off is not tried; the CAN works`() async throws {
        let card = try Chain().card("abgeschaltet")
        #expect(try await Conversation.refusal(SimulatedCardChannel(card), .pin, pin) == .deactivated)
        #expect(card.state.pinTriesLeft == 3)
        let chain = try Chain()
        var conversation = try await Conversation(chain.card("abgeschaltet"), rights: .all)
        try await conversation.unlock(chain)
        #expect(try await conversation.read(.familyNames).status == .success)
    }

    @Test func `The transport PIN sets a PIN, but authenticates nobody until then`() async throws {
        let chain = try Chain()
        let card = try chain.card("transportpin")
        #expect(card.state.hasTransportPIN)
        var conversation = try await Conversation(card, .pin, "12345", rights: .all)
        for certificate in chain.certificates { #expect(try await conversation.present(certificate) == .success) }
        #expect(try await conversation.prove(chain.terminal) == .securityStatusNotSatisfied)
        var change = try await Conversation(card, .pin, "12345")
        #expect(try await change.send(0x2C, 0x02, 0x03, Array("654321".utf8)).status == .success)
        #expect(!card.state.hasTransportPIN)
        var own = try await Conversation(card, .pin, "654321", rights: .all)
        try await own.unlock(chain)
        #expect(try await own.read(.familyNames).status == .success)
    }

    @Test func `A terminal with the right manages the PIN: new one, unblocking, switching on and off`() async throws {
        let chain = try Chain()
        let card = try chain.card("gesperrt")
        var conversation = try await Conversation(card, rights: [.canAllowed, .pinManagement])
        try await conversation.unlock(chain)
        #expect(try await conversation.send(0x2C, 0x02, 0x03, Array("222222".utf8)).status == .success)
        #expect(try await conversation.send(0x2C, 0x03, 0x03).status == .success)
        #expect(card.state.unblockingsLeft == 10)
        #expect(try await conversation.send(0x04, 0x10, 0x03).status == .success)
        #expect(!card.state.isOnlineFunctionActive)
        #expect(try await conversation.send(0x44, 0x10, 0x03).status == .success)
        #expect(try await Conversation.refusal(SimulatedCardChannel(card), .pin, "222222") == nil)
    }
}
