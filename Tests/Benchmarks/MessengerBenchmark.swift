import Foundation
import Sealing
import Secrets
import Store
import StoreFaults

/// A thousand cases of a device, from its outbox to the desk and their receipts back: messenger, delivery service and desk
/// as built.
enum MessengerBenchmark {
    private static let count = 1000

    static func run() async throws -> [Measurement] {
        try await BenchmarkTown.with { town in
            let device = town.path + "/device"
            let trust = try enrolled(device, town)
            try seal(count, device, trust, await SigningRoot(trust.signingRoot))
            let outbox = try Outbox(existingAt: device + "/outbox")
            let service = try await town.serve()
            defer { service.end() }
            let desk = try Beside(
                "rathaus", ["desk", "run", "--dir", town.directory, "--config", "Config", "--pause", "1"],
                log: town.path + "/desk.log")
            defer { desk.end() }
            try await desk.wait(for: "takes cases in")
            let began = ContinuousClock.now
            let messenger = try Beside(
                "buergerbote",
                ["run", "--outbox", device + "/outbox", "--enrolment", device + "/shared/messenger.json"],
                log: town.path + "/messenger.log")
            defer { messenger.end() }
            func waited(_ what: String, _ states: Set<DeliveryState>) async throws -> Double {
                // Counted by the database: reading a thousand rows again and again would take a core of its own.
                try await Beside.wait("\(what) of \(count) cases", upTo: .seconds(600)) {
                    let found = try outbox.count().states
                    return states.reduce(0) { $0 + (found[$1] ?? 0) } == count
                }
                return (ContinuousClock.now - began).inSeconds
            }
            let delivered = try await waited("delivery", [.submitted, .accepted])
            let accepted = try await waited("receipts", [.accepted])
            let idle = try await messenger.idleShare(over: .seconds(10))
            return [
                Measurement(
                    name: "1,000 sealed cases delivered by the messenger", limit: "≤ 10 s", isWithin: delivered <= 10,
                    figure: String(format: "%.1f s", delivered),
                    comparison: String(format: "%.0f /s, with the desk at work", Double(count) / delivered)),
                Measurement(
                    name: "and their receipts believed by it", limit: "≤ 20 s", isWithin: accepted <= 20,
                    figure: String(format: "%.1f s", accepted), comparison: "since the messenger was started"),
                Measurement(
                    name: "buergerbote idle, share of a core", limit: "≤ 2 %", isWithin: idle <= 0.02,
                    figure: String(format: "%.2f %%", idle * 100), comparison: "10 s with 1,000 accepted cases"),
            ]
        }
    }

    /// Enrols a device as an administrator does.
    private static func enrolled(_ device: String, _ town: BenchmarkTown) throws -> PinnedTrust {
        try FileManager.default.createDirectory(atPath: device + "/shared", withIntermediateDirectories: true)
        let enrol = ["enrol", "--dir", town.directory, "--name", "K7"]
        let file = device + "/shared/messenger.json"
        let certificate = try Beside.run(
            "kioskctl", ["enrol", "-", "--terminal-directory", device + "/enrolment", "--messenger-file", file],
            input: Beside.run("rathaus", enrol))
        _ = try Beside.run("rathaus", enrol + ["--device-key", "-"], input: certificate)
        return try EnrolledFiles(
            terminalDirectory: URL(fileURLWithPath: device + "/enrolment"), messengerFile: URL(fileURLWithPath: file)
        ).trust()
    }

    /// Seals cases as the terminal does.
    private static func seal(_ count: Int, _ device: String, _ trust: PinnedTrust, _ root: SigningRoot) throws {
        let store = try TerminalStore(StorePlaces(dataDirectory: device), at: .now())
        guard let signed = trust.destinationKeys.first else { throw Failed("the device has no key to seal to") }
        let sealer = CaseSealer(
            key: SignedDestinationKey(signed), root: root, destination: trust.destinationId, training: false,
            now: { Date() })
        let key = try Workload.key(seed: 7)
        for _ in 0..<count {
            let session = UUID()
            _ = try store.journal.begin(session, configuration: "c0ffee", at: .now(), key: key)
            _ = try store.confirm(session, at: .now()) { counter in
                let reference = "KFRA\(100_000 + counter)"
                let outcome = try sealer.seal(
                    data: SecretBytes(copying: Array("{\"anliegen\":\"Laterne \(counter)\"}".utf8)),
                    header: CaseHeader(
                        reference: reference, serviceIdentifier: BenchmarkTown.service,
                        schemaUri: "https://example.org/schema/1"))
                guard case .sealed(let sealed) = outcome else { throw Failed("a case was not sealed") }
                return ConfirmedCase(reference: reference, service: "hundesteuer", sealed: sealed)
            }
        }
    }
}
