import CardSimulator
import EID
import Foundation
import Secrets
import SmartCard
import Testing

/// The project's own reader against the simulated card.
@Suite struct ReadingTests {
    static let groups = Set(DataGroup.allCases).subtracting([.reserved])

    static func read(
        _ channel: SimulatedCardChannel, _ kind: PasswordKind = .can, _ password: String = "500540",
        terminal name: String = "onsite", request: ReadingRequest? = nil
    ) async throws -> ReadingReport {
        let terminal = try #require(DemoTerminals.shared?.terminal(name))
        let request = request ?? ReadingRequest(dataGroups: groups, today: DemoTerminals.today)
        return await CardReading(request: request, terminal: terminal)
            .run(on: channel, password: SecretBytes(copying: Array(password.utf8)), kind: kind)
    }

    static func channel(
        _ persona: String, faults: [Int: CardFault] = [:], timeLimit: Duration = .seconds(5)
    ) throws -> SimulatedCardChannel {
        let demo = try #require(DemoTerminals.shared)
        return SimulatedCardChannel(try demo.card(persona), faults: faults, timeLimit: timeLimit)
    }

    @Test func `Whatever keys the demonstration draws, its cards can be read`() async throws {
        let rounds = Int(ProcessInfo.processInfo.environment["READING_ROUNDS"] ?? "") ?? 40
        var failed = 0
        for _ in 0..<rounds {
            let demo = try DemoTerminals()
            let terminal = try #require(demo.terminal("onsite"))
            let reading = CardReading(
                request: ReadingRequest(dataGroups: [.familyNames], today: DemoTerminals.today), terminal: terminal)
            let report = await reading.run(
                on: SimulatedCardChannel(try demo.card("erika")), password: SecretBytes(copying: Array("123456".utf8)),
                kind: .pin)
            guard case .read = report.outcome else {
                failed += 1
                Issue.record("\(report.outcome) at \(String(describing: report.steps.last?.step))")
                continue
            }
        }
        print("⇒ \(rounds) readings with keys of their own: \(failed) failed")
    }

    @Test(arguments: Personas.names) func `Every persona is read with the CAN, or refused for its reason`(
        name: String
    ) async throws {
        let report = try await Self.read(Self.channel(name))
        switch name {
        case "abgelaufen": #expect(report.outcome == .expired)
        case "widerrufen": #expect(report.outcome == .revoked)
        default:
            guard case .read(let reading) = report.outcome else {
                Issue.record("\(name): \(report.outcome)")
                return
            }
            let persona = try Personas.read(name)
            for content in persona.dataGroups { #expect(reading[content.group] == content) }
            let absent = reading.dataGroups.values.filter { $0 == .absent }
            #expect(absent.count == Self.groups.count - persona.dataGroups.count)
            #expect(reading.revocation == .notRevoked)
        }
    }

    @Test(
        arguments: [
            ("erika", "123456", nil), ("erika", "111111", .wrong(triesLeft: 2)),
            ("dritterversuch", "123456", .suspended),
            ("gesperrt", "123456", .blocked), ("abgeschaltet", "123456", .deactivated),
        ] as [(String, String, PasswordRefusal?)]) func `The PIN opens the card, or is refused by the state it is in`(
            persona: String, pin: String, refusal: PasswordRefusal?
        ) async throws
    {
        let report = try await Self.read(Self.channel(persona), .pin, pin, terminal: "online")
        if let refusal {
            #expect(report.outcome == .passwordRefused(.pin, refusal))
        } else if case .read = report.outcome {
        } else {
            Issue.record("\(report.outcome)")
        }
    }

    @Test func `A terminal under the renewed authority brings the link, and the card keeps it`() async throws {
        let demo = try #require(DemoTerminals.shared)
        let card = try demo.card("erika")
        for _ in 0..<2 {
            let report = try await Self.read(SimulatedCardChannel(card), terminal: "renewed")
            guard case .read = report.outcome else {
                Issue.record("\(report.outcome)")
                return
            }
        }
        #expect(card.state.trustAnchors.map(\.description) == ["DEDEMOCVCA00002", "DEDEMOCVCA00001"])
    }

    @Test func `Age, municipality and pseudonym are answered by the card`() async throws {
        let request = ReadingRequest(
            dataGroups: [], minimumAge: 18, municipality: try MunicipalityID(digits: "02760503"), wantsPseudonym: true,
            today: DemoTerminals.today)
        let report = try await Self.read(Self.channel("erika"), .pin, "123456", terminal: "full", request: request)
        guard case .read(let reading) = report.outcome else {
            Issue.record("\(report.outcome)")
            return
        }
        #expect(reading.hasMinimumAge == true)
        #expect(reading.livesInMunicipality == true)
        #expect(reading.pseudonym?.count == 32)
    }

    @Test func `No data group is asked for before chip authentication, and none that was not wanted`() async throws {
        let demo = try #require(DemoTerminals.shared)
        let card = try demo.card("erika")
        let request = ReadingRequest(dataGroups: [.familyNames, .dateOfBirth], today: DemoTerminals.today)
        _ = try await Self.read(SimulatedCardChannel(card), request: request)
        let journal = card.journal
        let selection = try #require(journal.firstIndex { $0.instruction == 0xA4 })
        let reads = journal[selection...].filter { $0.instruction == 0xB0 }.map { $0.parameter1 & 0x1F }
        #expect(reads == [5, 8])
        #expect(!journal[..<selection].contains { $0.instruction == 0xB0 && ![0x9C, 0x9D].contains($0.parameter1) })
        // The template in PACE asks for these two groups and the CAN, and nothing else.
        let pace = try #require(journal.first { $0.instruction == 0x22 && $0.parameter1 == 0xC1 })
        let wanted = CHAT(
            role: .terminal, rights: [.canAllowed, .read(.familyNames), .read(.dateOfBirth)]
        ).encoded()
        #expect(pace.data.suffix(wanted.count) == wanted[...])
    }
}
