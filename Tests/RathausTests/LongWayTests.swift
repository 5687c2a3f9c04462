import Foundation
import Glibc
import Store
import Testing
import TownSupport

/// The worst that may happen to the cases of a device, one after the other, with the built programs.
@Suite(.serialized) final class LongWayTests {
    private let path = NSTemporaryDirectory() + "long-way-\(UUID().uuidString)"
    private var town: String { path + "/town" }

    init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    private func serve() throws -> Beside {
        try Beside("rathaus", ["serve", "--dir", town, "--host", "127.0.0.1"], log: path + "/serve.log")
    }

    private func desk() throws -> Beside {
        try Beside("rathaus", ["desk", "run", "--dir", town, "--pause", "1"], log: path + "/desk.log")
    }

    private func messenger(_ device: EnrolledDevice) throws -> Beside {
        try Beside(
            "buergerbote",
            ["run", "--outbox", device.outboxDirectory, "--enrolment", device.messengerFile, "--hurry", "10"],
            log: path + "/bote.log")
    }

    /// The references at the desk.
    private func atDesk() throws -> [String] {
        struct Line: Decodable { let reference: String }
        let listed = try Program.rathaus.run("desk", "list", "--dir", town, "--json", "--limit", "1000")
        #expect(listed.status == 0, "\(listed.errors)")
        return try JSONDecoder().decode([Line].self, from: Data(listed.output.utf8)).map(\.reference)
    }

    /// Answers whatever comes with a login page, as a hotel's network does, on the town hall's own port.
    private func captivePortal(_ port: Int, _ body: () throws -> Void) throws {
        let listener = try PortalListener(port: port)
        defer { listener.close() }
        try body()
        #expect(listener.visitors > 0)
    }

    @Test(.timeLimit(.minutes(10)))
    func
        `A laptop closed in the middle of everything, opened in a hotel, at a town hall restored from a backup, has lost nothing and doubled nothing`()
        async throws
    {
        let port = try FreePort.find()
        let made = try Program.rathaus.run(
            "init", "--dir", town, "--office", "steueramt", "--host", "localhost", "--port", "\(port)", "--config",
            Program.configuration)
        #expect(made.status == 0, "\(made.errors)")
        let device = try await EnrolledDevice(at: path + "/device", town: town)

        // Killed in the middle, all of them, again and again.
        var random = SystemRandomNumberGenerator()
        var sealed = try device.seal(6)
        var kills = 0
        for _ in 0..<6 {
            let programs = [try serve(), try desk(), try messenger(device)]
            // The moment is random; nothing is waited for.
            try await Task.sleep(for: .milliseconds(Int.random(in: 300...2500, using: &random)))
            for program in programs.shuffled(using: &random) { program.kill() }
            kills += programs.count
        }
        do {
            let programs = [try serve(), try desk(), try messenger(device)]
            try await device.wait("accepted") { $0.allSatisfy { $0.delivery.state == .accepted } }
            // Tonight's backup; what comes after it will be missing at the town hall.
            let copied = try Program.rathaus.run("backup", "--dir", town, path + "/backup")
            #expect(copied.status == 0, "\(copied.errors)")
            sealed += try device.seal(4)
            try await device.wait("accepted") { $0.allSatisfy { $0.delivery.state == .accepted } }
            for program in programs { program.kill() }
        }

        // Without a network; then in a hotel.
        sealed += try device.seal(3)
        let file = device.messengerFile
        let outbox = device.outboxDirectory
        try captivePortal(port) {
            let tried = try Program(name: "buergerbote").run("run", "--once", "--outbox", outbox, "--enrolment", file)
            #expect(tried.status == 75, "\(tried.errors)")
        }
        let waiting = try device.cases().filter { $0.delivery.state != .accepted }
        #expect(
            waiting.count == 3 && waiting.allSatisfy { $0.delivery.setAside == nil && $0.delivery.state == .sealed })

        // The town hall comes back as it was at the backup.
        let restored = try Program.rathaus.run("restore", "--dir", town, path + "/backup")
        #expect(restored.status == 0, "\(restored.errors)")
        let programs = [try serve(), try desk(), try messenger(device)]
        try await device.wait("accepted under one epoch") { cases in
            cases.allSatisfy { $0.delivery.state == .accepted } && Set(cases.map(\.delivery.epoch)).count == 1
        }
        for program in programs { program.kill() }

        let lost = try Outbox(existingAt: device.outboxDirectory).events(limit: 1000)
            .filter { $0.kind == "case.lost_by_town_hall" }.compactMap(\.reference)
        #expect(Set(lost).isSuperset(of: sealed[6..<10]))
        let arrived = try atDesk()
        let doubled = arrived.count - Set(arrived).count
        let missing = Set(sealed).subtracting(arrived).count
        print(
            "the long way: \(kills) programs killed, \(lost.count) cases lost by the town hall and sent again; "
                + "of \(sealed.count) cases \(missing) lost, \(doubled) doubled")
        #expect(missing == 0 && doubled == 0 && Set(arrived) == Set(sealed))
        #expect(try device.cases().count == sealed.count)
        for reference in sealed {
            let receipts = try Outbox(existingAt: device.outboxDirectory).receipts(of: reference)
            #expect(receipts.contains { $0.kind == .accepted } && !receipts.contains { $0.kind == .rejected })
        }
    }
}
