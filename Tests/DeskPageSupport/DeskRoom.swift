package import Catalogue
package import ClerkDesk
internal import ConfigurationFiles
package import DeskFaults
package import DeskWeb
package import Foundation
internal import Sealing
internal import Secrets
internal import Synchronization

/// A desk with its page in a folder of its own, for one test, and a clock that the test moves.
package final class DeskRoom: Sendable {
    package static let passphrase = "drei kleine Ahörnchen"
    static let cost = PassphraseRecord.Cost.least

    package let path: String
    package let desk: TestDesk
    package let store: CaseStore
    package let site: DeskSite

    /// Makes a desk with a clerk “beate”, another “jan”, a lead “lea” and an administrator “adam”.
    package init(isSecure: Bool = false, services: [Service] = []) async throws {
        path = NSTemporaryDirectory() + "page-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        desk = try await TestDesk.make(at: path + "/town")
        store = try desk.store()
        let moved = Moved()
        site = DeskSite(
            store: store, services: KnownServices(services), offices: try desk.directory.offices(),
            officeNames: ["buergerbuero": "Bürgerbüro"], town: "Stadt Ahornbach",
            accounts: AccountDirectory(desk.directory), isSecure: isSecure, cost: Self.cost, now: { moved.now })
        clock = moved
        for (name, role) in [("beate", Account.Role.clerk), ("jan", .clerk), ("lea", .lead), ("adam", .admin)] {
            try add(name, role)
        }
    }

    /// A clock that a test moves.
    package final class Moved: Sendable {
        private let time = Mutex(Date(timeIntervalSince1970: 1_790_000_000))
        package var now: Date { time.withLock { $0 } }
        package func advance(by seconds: TimeInterval) { time.withLock { $0 += seconds } }
    }

    package let clock: Moved

    deinit {
        store.close()
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Takes an account in.
    package func add(_ name: String, _ role: Account.Role, offices: Set<String>? = nil) throws {
        let record = try PassphraseRecord(SecretBytes(copying: Self.passphrase.utf8), cost: Self.cost)
        try AccountDirectory(desk.directory).add(
            Account(name: name, displayName: name.capitalized, role: role, offices: offices, passphrase: record))
    }

    /// Takes cases in, as they come from a delivery service.
    package func take(_ cases: [TestCase]) async throws {
        let service = try FolderService(path: path + "/service-\(UUID().uuidString)")
        let key = try TestDesk.decryption(.desk).publicKey
        for sent in cases { try service.put(sent.sent(to: key)) }
        let intake = Intake(
            from: service, keyrings: try await desk.keyrings(), into: store, services: site.known,
            now: { [clock] in clock.now })
        _ = try await intake.round()
    }

    package func find(_ reference: String) throws -> DeskCase {
        try store.find(reference, among: desk.directory.offices())
    }

    /// The configuration that terminals run with.
    package static func configuration() throws -> Configuration {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Config").path
        let outcome = ConfigurationLoader(textKeys: []).load(try DirectorySource(root).files())
        guard let configuration = outcome.configuration else { throw CocoaError(.fileReadCorruptFile) }
        return configuration
    }
}
