import EID
import Foundation
import Secrets
import SmartCard
import SmartCardPCSC

extension Laboratory {
    static let pin = "111111"
    static let can = "222222"
    static let puk = "3333333333"

    /// The day: the test PKI was made on it or before.
    static var today: CalendarDate {
        get throws {
            let day = Int(Date().timeIntervalSince1970) / 86_400
            guard let date = CalendarDate(dayNumber: day) else { throw Failure(description: "The clock is not set.") }
            return date
        }
    }

    /// One of the test PKI's terminals: office, online, pin, full.
    func terminal(_ name: String) throws -> Terminal {
        let found = TerminalDirectory.load(pki.appendingPathComponent(name).path, at: try Self.today)
        guard let terminal = found.terminal else { throw Failure(description: "\(found.findings)") }
        return terminal
    }

    /// Reads the card in the first reader, as soon as it is there.
    func read(
        _ groups: Set<DataGroup>, terminal: String, with secret: String, _ kind: PasswordKind,
        timeLimit: Duration = .seconds(5)
    ) async throws -> ReadingReport {
        let reading = CardReading(
            request: ReadingRequest(dataGroups: groups, today: try Self.today), terminal: try self.terminal(terminal))
        let card = try await PCSCService(timeLimit: timeLimit).connectWhenThere()
        let report = await reading.run(on: card, password: SecretBytes(copying: secret.utf8), kind: kind)
        await card.close()
        return report
    }
}
