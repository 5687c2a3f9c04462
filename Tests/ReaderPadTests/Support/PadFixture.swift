import CardSimulator
import EID
import Foundation
import SmartCardPCSC
import Testing

/// Cards, a terminal and readers with a pad to put the cards in.
struct PadFixture {
    let today: CalendarDate
    let demo: DemoPKI

    init() throws {
        today = try #require(CalendarDate(year: 2026, month: 11, day: 22))
        demo = try DemoPKI(from: today, days: 365)
    }

    func persona(_ name: String) throws -> CardPersona {
        let root = (0..<4).reduce(URL(fileURLWithPath: #filePath)) { path, _ in path.deletingLastPathComponent() }
        return try CardPersonaReader.read(
            file: root.appendingPathComponent("Config/training/personas/\(name).yaml").path)
    }

    func card(_ name: String) throws -> SimulatedCard {
        try SimulatedCard(persona: persona(name), credentials: ChipCredentials(demo: demo), currentDate: today)
    }

    /// A terminal of the demonstration, loaded from a directory as a kiosk loads its own.
    func terminal(_ name: String = "full") throws -> Terminal {
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
}
