import Foundation
import Testing
import TownSupport

/// A town hall, its desk and the device's messenger beside the terminal: the built programs over TLS.
final class WholeTown {
    private let folder: String
    private let device: Device
    private var town: String { folder + "/town" }
    private var serve: Beside?
    private var desk: Beside?
    private var messenger: Beside?

    /// Makes a town hall with one office and enrols the device there.
    init(office: String, for device: Device) throws {
        self.device = device
        folder = device.folder
        try run(
            .rathaus, "init", "--dir", town, "--office", office + ":training", "--host", "localhost", "--port",
            "\(try FreePort.find())", "--config", Program.configuration)
        let bundle = try run(.rathaus, "enrol", "--dir", town, "--name", "K7").output
        try FileManager.default.createDirectory(atPath: device.state + "/shared", withIntermediateDirectories: true)
        let key = try run(
            .kioskctl, "enrol", "-", "--terminal-directory", device.state + "/enrolment", "--messenger-file",
            device.state + "/shared/messenger.json", input: bundle
        ).output
        try run(.rathaus, "enrol", "--dir", town, "--name", "K7", "--device-key", "-", input: key)
    }

    /// Starts the device's messenger, which needs no network to be there.
    func startMessenger() throws {
        messenger = try Beside(
            "buergerbote",
            [
                "run", "--outbox", device.state + "/outbox", "--enrolment", device.state + "/shared/messenger.json",
                "--hurry", "10",
            ], log: folder + "/bote.log")
    }

    /// The town hall can be reached, and the desk takes in what comes.
    func connect() throws {
        serve = try Beside("rathaus", ["serve", "--dir", town, "--host", "127.0.0.1"], log: folder + "/serve.log")
        desk = try Beside(
            "rathaus", ["desk", "run", "--dir", town, "--config", Program.configuration, "--pause", "1"],
            log: folder + "/desk.log")
    }

    /// The network is gone, without a word.
    func cut() {
        serve = nil
        desk = nil
    }

    /// A case at the desk.
    struct Arrival: Decodable {
        let reference: String
        let service: String
        let state: String
    }

    /// What the clerk finds.
    func arrivals() throws -> [Arrival] {
        try JSONDecoder().decode(
            [Arrival].self, from: Data(run(.rathaus, "desk", "list", "--dir", town, "--json").output.utf8))
    }

    /// Waits until so many cases are at the desk.
    func arrivals(atLeast count: Int) async throws -> [Arrival] {
        let deadline = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < deadline {
            let found = try arrivals()
            if found.count >= count { return found }
            try await Task.sleep(for: .milliseconds(100))
        }
        return try arrivals()
    }

    /// What the clerk reads of a case.
    func read(_ reference: String) throws -> String {
        try run(.rathaus, "desk", "open", "--dir", town, "--config", Program.configuration, reference).output
    }

    /// The clerk decides.
    func grant(_ reference: String) throws {
        try run(
            .rathaus, "desk", "decide", "--dir", town, reference, "--outcome", "granted", "--reason", "Alles da.")
    }

    @discardableResult
    private func run(_ program: Program, _ arguments: String..., input: String = "") throws -> Program.Result {
        let result = try program.runAll(arguments, input: input)
        try #require(result.status == 0, "\(arguments): \(result.errors)")
        return result
    }
}
