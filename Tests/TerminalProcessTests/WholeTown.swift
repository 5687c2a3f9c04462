import Foundation
import Glibc
import Testing
import TownSupport

/// A town hall, its desk and the device's messenger beside the terminal: the built programs over TLS.
///
/// The town is made once for all tests, for its keys take longest; each test has a device of its own in it.
final class WholeTown {
    /// The town's directory, and the passphrase of the copy of its keys.
    private struct Town {
        let directory: String
        let passphrase: String
    }

    private static let town: Result<Town, any Error> = Result { try make() }
    private let town: Town
    private let device: Device
    /// The device's name there, and how its reference numbers begin.
    private let code: String
    private var serve: Beside?
    private var desk: Beside?
    private var messenger: Beside?
    /// What all programs are started with that believe it is another day.
    private var clock: [String: String] = [:]

    private static func make() throws -> Town {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("town-\(UUID().uuidString)").path
        let said = try run(
            [:], .rathaus, "init", "--dir", folder,
            "--office", "buergerbuero:training", "--office", "steueramt:training",
            "--host", "localhost", "--port", "\(try FreePort.find())", "--config", Program.configuration
        ).output
        let last = said.split(separator: "\n").last.map { $0.trimmingCharacters(in: .whitespaces) }
        atexit {
            if let town = try? WholeTown.town.get() { try? FileManager.default.removeItem(atPath: town.directory) }
        }
        return Town(directory: folder, passphrase: try #require(last))
    }

    /// Enrols the device under a code that no other test uses.
    init(for device: Device, code: String) throws {
        (self.device, self.code) = (device, code)
        town = try Self.town.get()
        let bundle = try Self.run([:], .rathaus, "enrol", "--dir", town.directory, "--name", code).output
        try FileManager.default.createDirectory(atPath: device.state + "/shared", withIntermediateDirectories: true)
        let key = try Self.run(
            [:], .kioskctl, "enrol", "-", "--terminal-directory", device.state + "/enrolment", "--messenger-file",
            device.state + "/shared/messenger.json", input: bundle
        ).output
        try Self.run([:], .rathaus, "enrol", "--dir", town.directory, "--name", code, "--device-key", "-", input: key)
    }

    /// For whatever is started from now on it is the next day.
    func sleepsOver() { clock = AnotherDay.variables(days: 1) }

    /// Starts the device's terminal as a kiosk.
    func startKiosk(options: [String] = [], variables: [String: String] = [:]) throws -> RunningTerminal {
        try RunningTerminal(
            state: device.state, log: device.log, configuration: try device.configuration("kiosk", code: code),
            options: options, variables: variables)
    }

    /// Starts it as the case.
    func startCase() throws -> RunningTerminal { try device.startCase(code: code, variables: clock) }

    /// Starts the device's messenger, which needs no network to be there.
    func startMessenger() throws {
        messenger = try Beside(
            "buergerbote",
            [
                "run", "--outbox", device.state + "/outbox", "--enrolment", device.state + "/shared/messenger.json",
                "--hurry", "10",
            ], log: device.folder + "/bote.log", variables: clock)
    }

    /// The device has no power: its messenger is gone, without a word.
    func killMessenger() { messenger = nil }

    /// The town hall can be reached, and the desk takes in what comes.
    func connect() throws {
        serve = try Beside(
            "rathaus", ["serve", "--dir", town.directory, "--host", "127.0.0.1"], log: device.folder + "/serve.log",
            variables: clock)
        desk = try Beside(
            "rathaus", ["desk", "run", "--dir", town.directory, "--config", Program.configuration, "--pause", "1"],
            log: device.folder + "/desk.log", variables: clock)
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

    /// What the clerk finds of this device.
    func arrivals() throws -> [Arrival] {
        let list = try Self.run(clock, .rathaus, "desk", "list", "--dir", town.directory, "--json").output
        return try JSONDecoder().decode([Arrival].self, from: Data(list.utf8)).filter { $0.reference.hasPrefix(code) }
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
        try Self.run(
            clock, .rathaus, "desk", "open", "--dir", town.directory, "--config", Program.configuration, reference
        ).output
    }

    /// The clerk decides.
    func decide(_ reference: String, _ outcome: String = "granted", because reason: String = "Alles da.") throws {
        try Self.run(
            clock, .rathaus, "desk", "decide", "--dir", town.directory, reference, "--outcome", outcome, "--reason",
            reason)
    }

    /// The clerk asks back.
    func ask(_ reference: String, _ question: String) throws {
        try Self.run(clock, .rathaus, "desk", "ask", "--dir", town.directory, reference, "--question", question)
    }

    /// The administrator gives a member's drafts to another, with the key from the copy in the town hall.
    func recoverDrafts(to name: String) throws {
        try Self.run(
            clock, .kioskctl, "drafts", "recover", "--recovery-key", town.directory + "/backup/rathaus-keys.json",
            "--to", name, "--state", device.state, input: town.passphrase + "\n")
    }

    @discardableResult
    private static func run(
        _ clock: [String: String], _ program: Program, _ arguments: String..., input: String = ""
    ) throws -> Program.Result {
        let result = try program.runAll(arguments, input: input, variables: clock)
        try #require(result.status == 0, "\(arguments): \(result.errors)")
        return result
    }
}
