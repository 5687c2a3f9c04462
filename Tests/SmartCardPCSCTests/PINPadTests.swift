import Secrets
import SmartCard
import SmartCardPCSC
import Testing

/// PC/SC part 10, with a reader that is not there.
@Suite struct PINPadTests {
    /// VERIFY_PIN_DIRECT, MODIFY_PIN_DIRECT, an unknown one, GET_TLV_PROPERTIES, EXECUTE_PACE.
    static let listed: [UInt8] = [
        0x06, 4, 0x42, 0x33, 0x00, 0x06, 0x07, 4, 0x42, 0x33, 0x00, 0x07, 0x77, 2, 1, 2, 0x12, 4, 0x42, 0x33, 0x00,
        0x12, 0x20, 4, 0x42, 0x33, 0x00, 0x20,
    ]
    static let features = ReaderFeatures(listed)

    @Test func `A reader is asked for its features and they are read`() async {
        let reader = FakeReader(answers: [Self.listed])
        let features = await ReaderFeatures(of: reader)
        #expect(reader.calls == [FakeReader.Call(code: 0x4200_0D48, input: [])])
        #expect(features[.verifyPIN] == 0x4233_0006)
        #expect(features[.modifyPIN] == 0x4233_0007)
        #expect(features[.properties] == 0x4233_0012)
        #expect(features[.executePACE] == 0x4233_0020)
        #expect(features[.pinProperties] == nil)
    }

    @Test(arguments: [[], [0x06], [0x06, 4, 1, 2, 3], [0x06, 0xFF], [0x06, 3, 1, 2, 3]] as [[UInt8]])
    func `A malformed list holds no feature`(answer: [UInt8]) async {
        let features = await ReaderFeatures(of: FakeReader(answers: [answer]))
        for feature in ReaderFeatures.Feature.allCases { #expect(features[feature] == nil) }
    }

    @Test func `A reader that refuses the question has no feature`() async {
        let features = await ReaderFeatures(of: FakeReader(answers: []))
        #expect(features[.executePACE] == nil)
        #expect(ReaderPACE(FakeReader(answers: []), features: features) == nil)
    }

    @Test func `The longest data of a reader is a number with its lowest byte first`() {
        #expect(ReaderProperties([0x01, 2, 0, 0, 0x0A, 4, 0x00, 0x00, 0x01, 0x00]).longestData == 65536)
        #expect(ReaderProperties([0x0A, 4, 0, 0, 0, 0]).longestData == nil)
        #expect(ReaderProperties([0x0A, 4, 0]).longestData == nil)
    }

    @Test func `PACE capabilities are asked for and read`() async throws {
        let reader = FakeReader(answers: [[0, 0, 0, 0, 1, 0, 0xE0]])
        let pace = try #require(ReaderPACE(reader, features: Self.features))
        #expect(try await pace.capabilities() == [.identityCard, .pace, .destroysChannel])
        #expect(reader.calls == [FakeReader.Call(code: 0x4233_0020, input: [1, 0, 0])])
    }

    @Test func `PACE with a PIN typed on the reader hands over what terminal authentication needs`() async throws {
        let data: [UInt8] = [0x63, 0xC2, 3, 0, 0x31, 0x01, 0x00, 2, 0x44, 0x45, 0, 4, 0, 1, 2, 3, 4]
        let reader = FakeReader(answers: [[0, 0, 0, 0, UInt8(data.count), 0] + data])
        let pace = try #require(ReaderPACE(reader, features: Self.features))
        let request = ReaderPACERequest(
            passwordReference: 3, template: [0x7F, 0x4C, 0], description: [0x30, 0x00])
        guard case .established(let channel) = try await pace.establish(request) else {
            Issue.record("There is no channel.")
            return
        }
        #expect(channel.status.triesLeft == 2)
        #expect(channel.cardAccess == [0x31, 0x01, 0x00])
        #expect(channel.authorityReferences == [[0x44, 0x45]])
        #expect(channel.cardIdentifier == [1, 2, 3, 4])
        #expect(reader.calls.first?.input == [2, 10, 0, 3, 3, 0x7F, 0x4C, 0, 0, 2, 0, 0x30, 0x00])
    }

    @Test func `PACE with a CAN that is known sends it`() async throws {
        let reader = FakeReader(answers: [[0x01, 0x00, 0x20, 0xF0]])
        let pace = try #require(ReaderPACE(reader, features: Self.features))
        let request = ReaderPACERequest(
            passwordReference: 2, template: [], description: [], password: SecretBytes(copying: "123456".utf8))
        #expect(try await pace.establish(request) == .cancelledOnReader)
        let sent: [UInt8] = [2, 11, 0, 2, 0, 6, 0x31, 0x32, 0x33, 0x34, 0x35, 0x36, 0, 0]
        #expect(reader.calls.first?.input == sent)
    }

    @Test(
        arguments: [
            (0xF020_0001, ReaderPACEOutcome.cancelledOnReader), (0xF020_0002, .timedOutOnReader),
            (0xF010_0001, .cardRemoved), (0xF010_0002, .cardRemoved),
            (0xF006_6300, .wrongPassword(triesLeft: nil)), (0xF006_63C1, .wrongPassword(triesLeft: 1)),
            (0xF002_63C1, .refused(StatusWord(rawValue: 0x63C1))), (0xF002_6283, .refused(.deactivated)),
            (0xF003_6985, .refused(.conditionsOfUseNotSatisfied)),
            (0xF003_6983, .refused(.authenticationMethodBlocked)),
            (0xF006_6983, .refused(.authenticationMethodBlocked)), (0xE000_0006, .failed(.wrongToken)),
            (0xD000_0001, .failed(ReaderPACEResult(rawValue: 0xD000_0001))),
        ] as [(UInt32, ReaderPACEOutcome)])
    func `What a reader says about PACE is understood`(code: UInt32, outcome: ReaderPACEOutcome) async throws {
        let bytes = (0..<4).map { UInt8(truncatingIfNeeded: code >> (8 * $0)) }
        let pace = try #require(ReaderPACE(FakeReader(answers: [bytes]), features: Self.features))
        let request = ReaderPACERequest(passwordReference: 3, template: [], description: [])
        #expect(try await pace.establish(request) == outcome)
    }

    @Test(
        arguments: [[], [0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0, 9, 0, 1], [0, 0, 0, 0, 2, 0, 0x90, 0x00]] as [[UInt8]])
    func `A malformed answer about PACE is refused`(answer: [UInt8]) async throws {
        let pace = try #require(ReaderPACE(FakeReader(answers: [answer]), features: Self.features))
        await #expect(throws: CardError.malformedResponse) {
            try await pace.establish(ReaderPACERequest(passwordReference: 3, template: [], description: []))
        }
    }

    @Test func `A new PIN is typed on the reader and goes into the card's command`() async throws {
        let reader = FakeReader(answers: [[0x90, 0x00]])
        let command = CommandAPDU(instruction: 0x2C, parameter1: 0x02, parameter2: 0x03)
        let outcome = try await reader.modifyPIN(command, features: Self.features)
        #expect(outcome == .answered(.success))
        let structure: [UInt8] = [
            60, 60, 0x82, 0, 0, 0, 0, 6, 6, 1, 3, 2, 0x07, 0x04, 0, 1, 2, 0, 0, 0, 4, 0, 0, 0, 0x00, 0x2C, 0x02, 0x03,
        ]
        #expect(reader.calls == [FakeReader.Call(code: 0x4233_0007, input: structure)])
    }

    @Test func `A PIN is typed on the reader and checked by the card`() async throws {
        let reader = FakeReader(answers: [[0x63, 0xC2]])
        let command = CommandAPDU(instruction: 0x20, parameter1: 0x00, parameter2: 0x03)
        let entry = PINEntry(digits: 5...6, seconds: 30)
        let outcome = try await reader.verifyPIN(command, entry: entry, features: Self.features)
        #expect(outcome == .answered(StatusWord(rawValue: 0x63C2)))
        let structure: [UInt8] = [
            30, 30, 0x82, 0, 0, 6, 5, 3, 1, 0x07, 0x04, 0, 0, 0, 0, 4, 0, 0, 0, 0x00, 0x20, 0x00, 0x03,
        ]
        #expect(reader.calls.first?.input == structure)
    }

    @Test(
        arguments: [
            (0x6400, PINEntryOutcome.timedOutOnReader), (0x6401, .cancelledOnReader), (0x6402, .unequal),
            (0x6403, .wrongLength), (0x6985, .answered(.conditionsOfUseNotSatisfied)),
        ] as [(UInt16, PINEntryOutcome)])
    func `What a reader says about the typing is understood`(status: UInt16, outcome: PINEntryOutcome) async throws {
        let reader = FakeReader(answers: [[UInt8(status >> 8), UInt8(status & 0xFF)]])
        let command = CommandAPDU(instruction: 0x2C, parameter1: 2, parameter2: 3)
        #expect(try await reader.modifyPIN(command, features: Self.features) == outcome)
        #expect(try await reader.modifyPIN(command, features: ReaderFeatures([])) == .unsupported)
    }
}
