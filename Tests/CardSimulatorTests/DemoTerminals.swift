import CardSimulator
import EID
import Foundation

/// The demonstration's terminals, written to a directory for the length of a test run, and its cards.
final class DemoTerminals: Sendable {
    /// Nil where it could not be made; the tests say so.
    static let shared = try? DemoTerminals()
    static let today = TestPKI.today

    let directory: URL
    let credentials: ChipCredentials

    /// Made anew, with keys of its own.
    init() throws {
        let curve = RestrictedIdentificationKey.revocationKeyID
        let revoked = try Personas.read("widerrufen").restrictedIdentificationKey(curve).publicKey
        let pki = try DemoPKI(from: DemoTerminals.today, days: 365, revoked: [revoked])
        directory = FileManager.default.temporaryDirectory.appendingPathComponent("demo-pki-\(UUID().uuidString)")
        for file in pki.files {
            let target = directory.appendingPathComponent(file.path)
            try FileManager.default.createDirectory(
                at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(file.contents).write(to: target)
            if file.isPrivate {
                try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: target.path)
            }
        }
        credentials = try ChipCredentials(demo: pki)
    }

    deinit { try? FileManager.default.removeItem(at: directory) }

    func terminal(_ name: String) -> Terminal? {
        TerminalDirectory.load(directory.appendingPathComponent("terminals/\(name)").path, at: DemoTerminals.today)
            .terminal
    }

    func card(_ persona: String) throws -> SimulatedCard {
        try SimulatedCard(persona: Personas.read(persona), credentials: credentials)
    }
}
