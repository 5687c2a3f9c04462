import CardSimulator
import EID
import Secrets
import SmartCard
import Testing

/// What a holder does with the PIN. BSI TR-03110-2, 3.6; BSI TR-03110-3, B.7.
@Suite struct PINManagementTests {
    let fixture: ReadingFixture

    init() throws { fixture = try ReadingFixture() }

    func open(_ card: SimulatedCard) async throws -> PINManagement {
        try await PINManagement(card: SimulatedCardChannel(card))
    }

    @Test func `A PIN is changed with the old one, and only the new one opens`() async throws {
        let card = try fixture.card("erika")
        let changed = try await open(card).change(
            from: SecretBytes(digits: "123456"), to: SecretBytes(digits: "654321"))
        #expect(changed == .done)
        let old = try await open(card).change(from: SecretBytes(digits: "123456"), to: SecretBytes(digits: "111111"))
        #expect(old == .refused(.pin, .wrong(triesLeft: 2)))
        let new = try await open(card).change(from: SecretBytes(digits: "654321"), to: SecretBytes(digits: "123456"))
        #expect(new == .done)
        #expect(card.state.pinTriesLeft == 3)
    }

    @Test func `The five digits of the transport PIN set the first PIN`() async throws {
        let card = try fixture.card("transportpin")
        #expect(card.state.hasTransportPIN)
        let outcome = try await open(card).change(
            from: SecretBytes(digits: "12345"), to: SecretBytes(digits: "654321"))
        #expect(outcome == .done)
        #expect(!card.state.hasTransportPIN)
    }

    @Test(arguments: ["12345", "1234567", "12345a", ""]) func `A new PIN that is none is refused before a try is lost`(
        new: String
    ) async throws {
        let card = try fixture.card("erika")
        let pins = try await open(card)
        let before = card.journal.count
        await #expect(throws: EIDError.passwordForm("The new PIN must have six digits.")) {
            _ = try await pins.change(from: SecretBytes(digits: "123456"), to: SecretBytes(digits: new))
        }
        #expect(card.journal.count == before)
    }

    @Test(arguments: ["12a456", "1234", "1234567", ""])
    func `A PIN that can be none is told by the form it must have, and costs no try`(typed: String) async throws {
        let card = try fixture.card("erika")
        let pins = try await open(card)
        let sentence = "The PIN has six digits; a transport PIN that was never changed has five."
        await #expect(throws: EIDError.passwordForm(sentence)) {
            _ = try await pins.change(from: SecretBytes(digits: typed), to: SecretBytes(digits: "654321"))
        }
        #expect(card.state.pinTriesLeft == 3)
    }

    @Test func `A suspended PIN is resumed with the CAN, and changed in one go`() async throws {
        let card = try fixture.card("dritterversuch")
        let pins = try await open(card)
        #expect(try await pins.state() == .suspended)
        let refused = try await pins.change(from: SecretBytes(digits: "123456"), to: SecretBytes(digits: "654321"))
        #expect(refused == .refused(.pin, .suspended))
        let wrong = try await pins.resume(pin: SecretBytes(digits: "123456"), with: SecretBytes(digits: "000000"))
        #expect(wrong == .refused(.can, .wrong(triesLeft: nil)))
        let done = try await pins.change(
            from: SecretBytes(digits: "123456"), to: SecretBytes(digits: "654321"),
            resumingWith: SecretBytes(digits: "500540"))
        #expect(done == .done)
        #expect(card.state.pinTriesLeft == 3)
        let other = try fixture.card("dritterversuch")
        let resumed = try await open(other).resume(
            pin: SecretBytes(digits: "123456"), with: SecretBytes(digits: "500540"))
        #expect(resumed == .done)
        #expect(try await open(other).state() == .usable(triesLeft: nil))
    }

    @Test func `A blocked PIN is unblocked with the PUK and stays what it was`() async throws {
        let card = try fixture.card("gesperrt")
        #expect(try await open(card).state() == .blocked)
        let wrong = try await open(card).unblock(with: SecretBytes(digits: "0000000000"))
        guard case .refused(.puk, .wrong) = wrong else {
            Issue.record("\(wrong)")
            return
        }
        #expect(try await open(card).unblock(with: SecretBytes(digits: "9876543210")) == .done)
        #expect(card.state.pinTriesLeft == 3)
        let opened = try await open(card).change(
            from: SecretBytes(digits: "123456"), to: SecretBytes(digits: "123456"))
        #expect(opened == .done)
    }

    @Test func `A PUK that was used ten times unblocks no more`() async throws {
        let card = try fixture.card("pukverbraucht")
        let outcome = try await open(card).unblock(with: SecretBytes(digits: "9876543210"))
        #expect(outcome == .refused(.puk, .blocked))
        #expect(card.state.pinTriesLeft == 0)
    }

    @Test func `A switched-off online function is told`() async throws {
        let card = try fixture.card("abgeschaltet")
        #expect(try await open(card).state() == .deactivated)
        let outcome = try await open(card).change(
            from: SecretBytes(digits: "123456"), to: SecretBytes(digits: "654321"))
        #expect(outcome == .refused(.pin, .deactivated))
    }

    @Test func `The new PIN never crosses in the open`() async throws {
        let card = try fixture.card("erika")
        let recorder = RecordingChannel(SimulatedCardChannel(card))
        let pins = try await PINManagement(card: recorder)
        let outcome = try await pins.change(
            from: SecretBytes(digits: "123456"), to: SecretBytes(digits: "918273"))
        #expect(outcome == .done)
        let digits = Array("918273".utf8)
        let all = recorder.sent.flatMap(\.self)
        #expect(!all.indices.contains { all[$0...].starts(with: digits) })
        #expect(recorder.sent.last?.first == 0x0C)
    }

    /// A reader with a pad, as far as changing a PIN goes.
    struct Pad: PasswordPad {
        let opening: PasswordPadOutcome
        let typed: StatusWord?

        func establishPACE(
            _ kind: PasswordKind, authorization: CHAT?, certificateDescription: [UInt8]
        ) async throws(EIDError) -> PasswordPadOutcome { opening }

        func enterNewPIN(into command: CommandAPDU) async throws(EIDError) -> StatusWord? {
            command.encoded == [0x00, 0x2C, 0x02, 0x03] ? typed : .instructionNotSupported
        }
    }

    @Test func `On a pad the PIN is changed without this machine seeing one`() async throws {
        let card = try fixture.card("erika")
        let pins = try await open(card)
        let opened = PasswordPadOutcome.established(cardIdentifier: [1], certificationAuthorityReferences: [])
        #expect(try await pins.change(on: Pad(opening: opened, typed: .success)) == .done)
        #expect(try await pins.change(on: Pad(opening: opened, typed: nil)) == .refused(.pin, .abandoned))
        let suspended = Pad(opening: .refused(.suspended), typed: nil)
        #expect(try await pins.change(on: suspended) == .refused(.pin, .suspended))
        await #expect(throws: EIDError.unexpectedStatus(.securityStatusNotSatisfied)) {
            _ = try await pins.change(on: Pad(opening: opened, typed: .securityStatusNotSatisfied))
        }
    }
}
