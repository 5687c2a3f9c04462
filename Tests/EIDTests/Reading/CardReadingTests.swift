import CardSimulator
import EID
import Secrets
import SmartCard
import Testing

/// Whole readings of the simulated card, with what was sent and in which order.
@Suite struct CardReadingTests {
    let fixture: ReadingFixture

    init() throws { fixture = try ReadingFixture() }

    func read(
        _ persona: String = "erika", _ request: ReadingRequest? = nil, terminal: String = "full", pin: String = "123456",
        kind: PasswordKind = .pin
    ) async throws -> (report: ReadingReport, card: SimulatedCard, channel: SimulatedCardChannel) {
        let card = try fixture.card(persona)
        let channel = SimulatedCardChannel(card)
        let reading = try fixture.reading(request ?? fixture.everything, terminal: terminal)
        let report = await reading.run(on: channel, password: SecretBytes(digits: pin), kind: kind)
        return (report, card, channel)
    }

    @Test func `All data groups are read in 42 commands, every step done`() async throws {
        let (report, _, channel) = try await read()
        guard case .read(let reading) = report.outcome else {
            Issue.record("\(report.outcome) after \(report.steps)")
            return
        }
        #expect(report.exchanges <= 42)
        #expect(report.exchanges == channel.exchangeCount)
        #expect(report.steps.allSatisfy { $0.outcome == .done })
        #expect(report.steps.prefix(2).map(\.exchanges).reduce(0, +) == 6)
        #expect(reading.dataGroups.count == DataGroup.allCases.count)
        #expect(reading.revocation == .notRevoked)
        #expect(channel.isClosed)
        #expect("\(reading)".contains("redacted"))
    }
}
