import Foundation
import Store
import Testing
import TownSupport

/// The machine of the town hall is gone, with everything on it; what is left is last night's copy and a passphrase.
@Suite(.serialized) final class RestoreTests {
    private let path = NSTemporaryDirectory() + "restore-\(UUID().uuidString)"
    private var town: String { path + "/town" }

    init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    private func everybody(_ device: EnrolledDevice) throws -> [Beside] {
        [
            try Beside("rathaus", ["serve", "--dir", town, "--host", "127.0.0.1"], log: path + "/serve.log"),
            try Beside("rathaus", ["desk", "run", "--dir", town, "--pause", "1"], log: path + "/desk.log"),
            try Beside(
                "buergerbote",
                ["run", "--outbox", device.outboxDirectory, "--enrolment", device.messengerFile, "--hurry", "10"],
                log: path + "/bote.log"),
        ]
    }

    private struct Status: Decodable {
        let running: Bool
        let lastContact: String?
        let cases: [String: Int]
        let setAside: [String]
    }

    private func status(_ device: EnrolledDevice) throws -> Status {
        let told = try Program(name: "buergerbote").run("status", "--json", "--outbox", device.outboxDirectory)
        #expect(told.status == 0, "\(told.errors)")
        return try JSONDecoder().decode(Status.self, from: Data(told.output.utf8))
    }

    @Test(.timeLimit(.minutes(10)))
    func
        `A town hall restored on an empty machine opens what was sealed before, and devices notice nothing but an epoch`()
        async throws
    {
        let passphrase = path + "/passphrase"
        try "korrekt pferd batterie\n".write(toFile: passphrase, atomically: true, encoding: .utf8)
        let made = try Program.rathaus.run(
            "init", "--dir", town, "--office", "steueramt", "--host", "localhost", "--port", "\(try FreePort.find())",
            "--config", Program.configuration, "--backup", path + "/stick", "--backup-passphrase", passphrase)
        #expect(made.status == 0, "\(made.errors)")
        let device = try await EnrolledDevice(at: path + "/device", town: town)
        let kept = try device.seal(2)
        let before = try status(device)
        #expect(!before.running && before.lastContact == nil && before.cases["sealed"] == 2)
        var programs = try everybody(device)
        try await device.wait("accepted") { $0.allSatisfy { $0.delivery.state == .accepted } }
        let decided = try Program.rathaus.run(
            "desk", "decide", "--dir", town, kept[0], "--outcome", "granted", "--reason", "Alles da.")
        #expect(decided.status == 0, "\(decided.errors)")
        let copied = try Program.rathaus.run("backup", "--dir", town, path + "/copy")
        #expect(copied.status == 0, "\(copied.errors)")
        let over = try Program.rathaus.run("backup", "--dir", town, path + "/copy")
        #expect(over.status == 1 && over.errors.contains("is there already"))
        // What comes after the copy is lost with the machine; and one case is on its way.
        let late = try device.seal(2)
        try await device.wait("accepted") { $0.allSatisfy { $0.delivery.state == .accepted } }
        for program in programs { program.kill() }
        let sealed = try device.seal(1)
        try FileManager.default.removeItem(atPath: town)

        let silent = try Program.rathaus.run("restore", "--dir", town, path + "/copy")
        #expect(silent.status == 1 && silent.errors.contains("--passphrase"), "\(silent.errors)")
        let wrong = try Program.rathaus.run(
            "restore", "--dir", town, path + "/copy", "--passphrase", "-", input: "a wrong passphrase\n")
        #expect(wrong.status == 1 && wrong.errors.contains("does not open"), "\(wrong.errors)")
        #expect(!FileManager.default.fileExists(atPath: town))
        let restored = try Program.rathaus.run(
            "restore", "--dir", town, path + "/copy", "--passphrase", passphrase)
        #expect(restored.status == 0, "\(restored.errors)")
        let checked = try Program.rathaus.run(
            "check-backup", "--dir", town, "--backup", path + "/copy/rathaus-keys.json", "--passphrase", passphrase)
        #expect(checked.status == 0, "\(checked.errors)")
        // It has what it had, before anybody calls.
        let opened = try Program.rathaus.run(
            "desk", "open", "--dir", town, "--config", Program.configuration, kept[0])
        #expect(opened.status == 0 && opened.output.contains("Laterne"), "\(opened.errors)")
        #expect(try atDesk() == [kept[0]: "decided", kept[1]: "received"])

        programs = try everybody(device)
        try await device.wait("accepted under one epoch") { cases in
            cases.allSatisfy { $0.delivery.state == .accepted } && Set(cases.map(\.delivery.epoch)).count == 1
        }
        for program in programs { program.kill() }
        let arrived = try atDesk()
        #expect(Set(arrived.keys) == Set(kept + late + sealed))
        #expect(arrived[kept[0]] == "decided")
        let after = try status(device)
        #expect(after.lastContact != nil && after.cases["accepted"] == 5 && after.setAside.isEmpty)
        let lines = try Program(name: "buergerbote").run("status", "--outbox", device.outboxDirectory)
        #expect(lines.output.contains("5 accepted"), "\(lines.output)")
        let missing = Set(kept + late + sealed).subtracting(arrived.keys).count
        print("a town hall made anew from its copy: of 5 cases \(missing) lost")
    }

    @Test func `A messenger without an outbox says so in a sentence`() throws {
        let told = try Program(name: "buergerbote").run("status", "--outbox", path + "/none")
        #expect(told.status != 0 && told.errors.contains("The terminal makes it"), "\(told.errors)")
    }

    /// The state of each case at the desk, by reference.
    private func atDesk() throws -> [String: String] {
        struct Line: Decodable {
            let reference: String
            let state: String
        }
        let listed = try Program.rathaus.run("desk", "list", "--dir", town, "--json", "--limit", "1000")
        #expect(listed.status == 0, "\(listed.errors)")
        return Dictionary(
            uniqueKeysWithValues: try JSONDecoder().decode([Line].self, from: Data(listed.output.utf8))
                .map { ($0.reference, $0.state) })
    }
}
