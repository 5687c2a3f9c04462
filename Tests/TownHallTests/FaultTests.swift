import Foundation
import Glibc
import SubmissionAPI
import Testing
import TownHall
import TownHallFaults
import TownSupport

/// What happens to the town hall's machine, and that nothing that was acknowledged is lost or doubled afterwards.
/// `./Kiosk/bench --long` runs the same ten thousand times.
@Suite(.serialized) struct FaultTests {
    /// Beside the test bundle that runs.
    static let child = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        .deletingLastPathComponent().appendingPathComponent("TownHallChild")

    /// Another seed each day finds what today's did not; it is printed with the counts.
    static let seed = UInt64(Date().timeIntervalSince1970) / 86_400

    private static func verdict(_ mode: String, rounds: Int) async throws -> Verdict {
        let result = try await Child.run(child.path, [mode, "\(rounds)", "\(seed)"])
        #expect(result.status == 0, "\(result.errors)")
        return try JSONDecoder().decode(Verdict.self, from: Data(result.output.utf8))
    }

    @Test func `A power cut at a random write loses nothing that was acknowledged`() async throws {
        let verdict = try await Self.verdict("power-cuts", rounds: 150)
        print("power cuts of the town hall, seed \(Self.seed): \(verdict)")
        #expect(verdict.isClean && verdict.rounds >= 100 && verdict.acknowledged > 1000, "\(verdict)")
    }

    @Test func `A disk that is full takes nothing in, and loses nothing that was acknowledged`() async throws {
        let verdict = try await Self.verdict("full-disks", rounds: 40)
        print("full disks of the town hall, seed \(Self.seed): \(verdict)")
        #expect(verdict.isClean && verdict.rounds == 40 && verdict.acknowledged > 40, "\(verdict)")
    }

    @Test(arguments: FaultBatches.seeds)
    func `Killed at random moments, the storage loses nothing that it had said`(seed: UInt64) async throws {
        var random = Random(state: seed)
        var verdict = Verdict()
        while verdict.rounds < 110 {
            try await SQLiteStorageTests.inFolder { folder in
                var said: Set<Acknowledgement> = []
                for round in 0..<10 {
                    let output = folder + "/said-\(round)"
                    let process = try Self.start(["work", folder + "/db", "-"], output: output)
                    try await Self.until(.seconds(60)) { (try? Self.size(output)) ?? 0 > 0 }
                    // The moment is random; nothing is waited for.
                    try await Task.sleep(for: .milliseconds(Int(random.next() % 120)))
                    kill(process.processIdentifier, SIGKILL)
                    process.waitUntilExit()
                    let lines = try String(contentsOfFile: output, encoding: .utf8).split(separator: "\n")
                    said.formUnion(lines.compactMap { Acknowledgement(line: $0) })
                    let storage = try SQLiteStorage.open(at: folder + "/db")
                    await verdict.judge(storage, said)
                    storage.close()
                }
            }
        }
        print("kill -9 of the town hall's storage, seed \(seed): \(verdict)")
        #expect(verdict.isClean && verdict.rounds >= 100 && verdict.acknowledged > 1000, "\(verdict)")
    }

    private static func size(_ path: String) throws -> Int {
        try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
    }

    static func start(_ arguments: [String], output: String) throws -> Process {
        try Data().write(to: URL(fileURLWithPath: output))
        let process = Process()
        process.executableURL = child
        process.arguments = arguments
        process.standardOutput = FileHandle(forWritingAtPath: output)
        try process.run()
        return process
    }

    static func until(_ time: Duration, _ condition: () -> Bool) async throws {
        let end = ContinuousClock.now + time
        while !condition() {
            guard ContinuousClock.now < end else { throw CocoaError(.userCancelled) }
            try await Task.sleep(for: .milliseconds(2))
        }
    }
}
