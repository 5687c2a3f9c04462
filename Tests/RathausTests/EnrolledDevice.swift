import Foundation
import Sealing
import Secrets
import Store
import StoreFaults
import Testing
import TownSupport

/// A device that `kioskctl` has enrolled at a town hall, with cases sealed to the town hall's own key.
struct EnrolledDevice {
    let directory: String
    private let trust: PinnedTrust
    private let root: SigningRoot

    var outboxDirectory: String { directory + "/outbox" }
    var messengerFile: String { directory + "/shared/messenger.json" }

    /// Enrols one at the town hall in a directory.
    init(at directory: String, town: String) async throws {
        self.directory = directory
        try FileManager.default.createDirectory(atPath: directory + "/shared", withIntermediateDirectories: true)
        let bundle = try Program.rathaus.run("enrol", "--dir", town, "--name", "K7")
        #expect(bundle.status == 0, "\(bundle.errors)")
        let enrolled = try Program.kioskctl.run(
            "enrol", "-", "--terminal-directory", directory + "/enrolment", "--messenger-file",
            directory + "/shared/messenger.json", input: bundle.output)
        #expect(enrolled.status == 0, "\(enrolled.errors)")
        let certified = try Program.rathaus.run(
            "enrol", "--dir", town, "--name", "K7", "--device-key", "-", input: enrolled.output)
        #expect(certified.status == 0, "\(certified.errors)")
        let files = EnrolledFiles(
            terminalDirectory: URL(fileURLWithPath: directory + "/enrolment"),
            messengerFile: URL(fileURLWithPath: directory + "/shared/messenger.json"))
        trust = try files.trust()
        root = try await SigningRoot(trust.signingRoot)
        _ = try TerminalStore(StorePlaces(dataDirectory: directory), at: .now())
    }

    /// Seals cases as the terminal does.
    /// - Returns: Their references.
    @discardableResult
    func seal(_ count: Int) throws -> [String] {
        let store = try TerminalStore(StorePlaces(dataDirectory: directory), at: .now())
        let sealer = CaseSealer(
            key: SignedDestinationKey(try #require(trust.destinationKeys.first)), root: root,
            destination: trust.destinationId, training: false, now: { Date() })
        let key = try Workload.key(seed: 7)
        return try (0..<count).map { _ in
            let session = UUID()
            _ = try store.journal.begin(session, configuration: "c0ffee", at: .now(), key: key)
            return try store.confirm(session, at: .now()) { counter in
                let reference = "KFRA\(100_000 + counter)"
                let outcome = try sealer.seal(
                    data: SecretBytes(copying: Array("{\"anliegen\":\"Laterne \(counter)\"}".utf8)),
                    header: CaseHeader(
                        reference: reference, serviceIdentifier: "urn:de:fim:leika:leistung:99102013104000",
                        schemaUri: "https://example.org/schema/1"))
                guard case .sealed(let sealed) = outcome else { throw CocoaError(.coderInvalidValue) }
                return ConfirmedCase(reference: reference, service: "hundesteuer", sealed: sealed)
            }.sealed.reference
        }
    }

    func cases() throws -> [OutboxCase] { try Outbox(existingAt: outboxDirectory).cases().cases }

    /// Waits until the cases are as they should be.
    func wait(_ what: String, _ isSo: ([OutboxCase]) -> Bool) async throws {
        let end = ContinuousClock.now + .seconds(180)
        while ContinuousClock.now < end {
            if isSo(try cases()) { return }
            try await Task.sleep(for: .milliseconds(100))
        }
        Issue.record("\(what): \(try cases().map { "\($0.reference) \($0.delivery.state.rawValue)" })")
    }
}
