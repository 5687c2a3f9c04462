import CardSimulator
import EID
import Foundation
import Secrets
import SmartCard
import Testing

/// A demonstration PKI with its terminals, and cards for its personas.
struct ReadingFixture {
    let today: CalendarDate
    let demo: DemoPKI

    init(revoked personas: [String] = []) throws {
        today = try #require(CalendarDate(year: 2026, month: 11, day: 22))
        let keys = try personas.map {
            try ReadingFixture.persona($0).restrictedIdentificationKey(RestrictedIdentificationKey.revocationKeyID)
                .publicKey
        }
        demo = try DemoPKI(from: today, days: 365, revoked: keys)
    }

    static func persona(_ name: String) throws -> CardPersona {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return try CardPersonaReader.read(
            file: root.appendingPathComponent("Config/training/personas/\(name).yaml").path)
    }

    func card(_ persona: String) throws -> SimulatedCard {
        try SimulatedCard(
            persona: ReadingFixture.persona(persona), credentials: ChipCredentials(demo: demo), currentDate: today)
    }

    /// A terminal of the demonstration, loaded from a directory as a kiosk loads its own.
    func terminal(_ name: String) throws -> Terminal {
        let root = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: root) }
        for file in demo.files where file.path.hasPrefix("terminals/\(name)/") {
            let target = root.appendingPathComponent(file.path)
            try FileManager.default.createDirectory(
                at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(file.contents).write(to: target)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: target.path)
        }
        let directory = TerminalDirectory.load(root.appendingPathComponent("terminals/\(name)").path, at: today)
        return try #require(directory.terminal, "\(directory.findings)")
    }

    func reading(_ request: ReadingRequest, terminal name: String = "full") throws -> CardReading {
        CardReading(request: request, terminal: try terminal(name))
    }

    var everything: ReadingRequest { ReadingRequest(dataGroups: Set(DataGroup.allCases), today: today) }
}

extension SecretBytes {
    /// The digits of a public training password.
    init(digits: String) { self.init(copying: Array(digits.utf8)) }
}

/// Bytes from hexadecimal digits; blanks do not count.
func hex(_ text: String) -> [UInt8] {
    let digits = text.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
}
