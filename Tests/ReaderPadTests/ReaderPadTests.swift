import CardSimulator
import EID
import ReaderPad
import Secrets
import SmartCard
import SmartCardPCSC
import Testing

/// Readings and PIN changes where the holder types on the reader, from the seam of `SCardControl` to the last data
/// group.
@Suite struct ReaderPadTests {
    let fixture: PadFixture

    init() throws { fixture = try PadFixture() }

    func pad(_ reader: PadReader) async throws -> ReaderPasswordPad<PadReader> {
        try #require(try await ReaderPasswordPad(reader, features: PadReader.features))
    }

    func read(
        _ reader: PadReader, _ kind: PasswordKind = .pin, terminal: String = "full"
    ) async throws -> ReadingReport {
        let request = ReadingRequest(dataGroups: Set(DataGroup.allCases), today: fixture.today)
        let reading = CardReading(request: request, terminal: try fixture.terminal(terminal))
        return await reading.run(on: reader, openedBy: .onPad(try await pad(reader), kind))
    }

    @Test func `All data groups are read over a channel that the reader has opened`() async throws {
        let reader = PadReader(try fixture.card("erika"), typing: [.digits("123456")])
        let report = try await read(reader)
        guard case .read(let reading) = report.outcome else {
            Issue.record("\(report.outcome) after \(report.steps)")
            return
        }
        for content in try fixture.persona("erika").dataGroups where content.group != .reserved {
            #expect(reading[content.group] == content)
        }
        #expect(reading.password == .pin)
        #expect(reading.revocation == .notRevoked)
        #expect(report.steps.allSatisfy { $0.outcome == .done })
        // Terminal authentication, EF.CardSecurity and chip authentication; from there on host and card are alone.
        #expect(await reader.protectedCount == 10)
        #expect(await !reader.isProtecting)
        #expect(await reader.isClosed)
    }

    @Test func `The reader is shown who reads and what, and no digit comes to this machine`() async throws {
        let reader = PadReader(try fixture.card("erika"), typing: [.digits("123456")])
        let terminal = try fixture.terminal()
        let report = try await read(reader)
        let shown = await reader.shown
        #expect(shown.count == 1)
        #expect(shown.first?.description == terminal.description?.encoded)
        #expect(shown.first?.description.isEmpty == false)
        let template = try #require(shown.first?.template)
        let wanted = ReadingRequest(dataGroups: Set(DataGroup.allCases), today: fixture.today).rights(openedWith: .pin)
        let rights = terminal.certificate.body.authorization.rights.intersection(wanted)
        #expect(try CHAT(decoding: template) == CHAT(role: .terminal, rights: rights))
        let digits = Array("123456".utf8)
        for bytes in await reader.received {
            #expect(!bytes.indices.contains { bytes[$0...].starts(with: digits) })
        }
        // PACE is the reader's: not one command for it went through this machine.
        #expect(report.steps.first { $0.step == .pace }?.exchanges == 0)
    }

    @Test func `The CAN is typed on the reader where the terminal may use it`() async throws {
        let reader = PadReader(try fixture.card("erika"), typing: [.digits("500540")])
        let report = try await read(reader, .can, terminal: "onsite")
        guard case .read(let reading) = report.outcome else {
            Issue.record("\(report.outcome) after \(report.steps)")
            return
        }
        #expect(reading.password == .can)
        #expect(reading[.familyNames] != nil)
    }

    @Test(arguments: [PadReader.Typing.cancel, .nothing])
    func `Cancelled on the reader, or nothing typed in time, ends it without a try`(typing: PadReader.Typing)
        async throws
    {
        let card = try fixture.card("erika")
        let reader = PadReader(card, typing: [typing])
        #expect(try await read(reader).outcome == .passwordRefused(.pin, .abandoned))
        #expect(card.state.pinTriesLeft == 3)
        #expect(await !reader.isClosed)
    }

    @Test func `A wrong PIN is told with the tries left, and the same pad takes the right one`() async throws {
        let card = try fixture.card("erika")
        let reader = PadReader(card, typing: [.digits("111111"), .digits("123456")])
        #expect(try await read(reader).outcome == .passwordRefused(.pin, .wrong(triesLeft: 2)))
        guard case .read = try await read(reader).outcome else {
            Issue.record("The second try does not read.")
            return
        }
        #expect(card.state.pinTriesLeft == 3)
    }

    @Test func `A wrong CAN is told, which has no counter`() async throws {
        let reader = PadReader(try fixture.card("erika"), typing: [.digits("000000")])
        #expect(
            try await read(reader, .can, terminal: "onsite").outcome == .passwordRefused(.can, .wrong(triesLeft: nil)))
    }

    @Test(
        arguments: [
            ("dritterversuch", PasswordRefusal.suspended), ("gesperrt", .blocked), ("abgeschaltet", .deactivated),
        ], [true, false])
    func `A PIN that cannot be tried is told, whichever command the reader stops at`(
        card: (persona: String, refusal: PasswordRefusal), stopsAtWarning: Bool
    ) async throws {
        let simulated = try fixture.card(card.persona)
        let tries = simulated.state.pinTriesLeft
        let reader = PadReader(simulated, typing: [.digits("123456")], stopsAtWarning: stopsAtWarning)
        #expect(try await read(reader).outcome == .passwordRefused(.pin, card.refusal))
        #expect(simulated.state.pinTriesLeft == tries)
    }

    @Test func `A new PIN is typed on the reader, and only it opens`() async throws {
        let card = try fixture.card("erika")
        let reader = PadReader(card, typing: [.digits("123456"), .unequal, .digits("123"), .digits("654321")])
        let pad = try await pad(reader)
        #expect(pad.takesNewPIN)
        #expect(try await PINManagement(card: reader).change(on: pad) == .done)
        for digits in [Array("123456".utf8), Array("654321".utf8)] {
            for bytes in await reader.received {
                #expect(!bytes.indices.contains { bytes[$0...].starts(with: digits) })
            }
        }
        await reader.close()
        let next = PadReader(card, typing: [.digits("123456"), .digits("654321")])
        let nextPad = try await self.pad(next)
        let old = try await PINManagement(card: next).change(on: nextPad)
        #expect(old == .refused(.pin, .wrong(triesLeft: 2)))
        guard case .established = try await nextPad.establishPACE(.pin, authorization: nil, certificateDescription: [])
        else {
            Issue.record("The new PIN does not open.")
            return
        }
        #expect(card.state.pinTriesLeft == 3)
    }

    @Test func `The transport PIN is replaced on the reader`() async throws {
        let card = try fixture.card("transportpin")
        let reader = PadReader(card, typing: [.digits("12345"), .digits("654321")])
        #expect(try await PINManagement(card: reader).change(on: try await pad(reader)) == .done)
        #expect(!card.state.hasTransportPIN)
    }

    @Test(arguments: [[.cancel], [], [.unequal, .unequal, .unequal]] as [[PadReader.Typing]])
    func `A new PIN that nobody types leaves the old one`(typing: [PadReader.Typing]) async throws {
        let card = try fixture.card("erika")
        let reader = PadReader(card, typing: [.digits("123456")] + typing)
        #expect(try await PINManagement(card: reader).change(on: try await pad(reader)) == .refused(.pin, .abandoned))
        let same = try await PINManagement(card: SimulatedCardChannel(card)).change(
            from: SecretBytes(copying: "123456".utf8), to: SecretBytes(copying: "123456".utf8))
        #expect(same == .done)
    }

    @Test func `A reader without the features, or for other cards only, is no pad`() async throws {
        let reader = PadReader(try fixture.card("erika"), typing: [], paceCapabilities: 0x40)
        #expect(try await ReaderPasswordPad(reader, features: PadReader.features) == nil)
        #expect(try await ReaderPasswordPad(reader, features: ReaderFeatures([])) == nil)
    }

    @Test func `A reader that has PACE but takes no new PIN says so before one is typed`() async throws {
        let reader = PadReader(try fixture.card("erika"), typing: [])
        let features = ReaderFeatures([0x20, 4, 0x42, 0x33, 0x00, 0x20])
        let pad = try #require(try await ReaderPasswordPad(reader, features: features))
        #expect(!pad.takesNewPIN)
        await #expect(throws: EIDError.unsupported("a new PIN on this reader's pad")) {
            try await pad.enterNewPIN(into: CommandAPDU(instruction: 0x2C, parameter1: 2, parameter2: 3))
        }
    }
}
