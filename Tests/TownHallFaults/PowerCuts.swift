import CPowerCut
import Foundation
import Synchronization
import TownHall

/// Rounds of work on a disk whose power is cut below SQLite, in this process, which does nothing else.
package enum PowerCuts {
    /// Cuts the power at a random operation, so many times, several times on the same directory.
    package static func rounds(_ count: Int, seed: UInt64) async throws -> Verdict {
        var random = Random(state: seed)
        var verdict = Verdict()
        powercut_install()
        while verdict.rounds < count {
            let directory = "/dev/shm/townhall-\(UUID())"
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(atPath: directory) }
            let said = Said()
            for _ in 0..<min(10, count - verdict.rounds) {
                let at = Int(1 + random.next() % (random.next() % 4 == 0 ? 40 : 400))
                powercut_watch(directory, Int32(POWERCUT_CUT), at)
                await work(directory + "/db", said)
                powercut_leave(random.next())
                do {
                    let storage = try open(directory + "/db")
                    await verdict.judge(storage, said.all)
                    storage.close()
                } catch {
                    verdict.rounds += 1
                    verdict.others.append("\(error), seed \(seed)")
                }
            }
        }
        return verdict
    }

    /// Lets the disk be full from a random write on; what was acknowledged stays, and when there is room again work goes on.
    package static func fullDisks(_ count: Int, seed: UInt64) async throws -> Verdict {
        var random = Random(state: seed)
        var verdict = Verdict()
        powercut_install()
        for _ in 0..<count {
            let directory = "/dev/shm/townhall-\(UUID())"
            try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(atPath: directory) }
            let said = Said()
            try open(directory + "/db").close()
            powercut_watch(directory, Int32(POWERCUT_FULL), Int(1 + random.next() % 120))
            await work(directory + "/db", said)
            powercut_repair()
            let storage = try open(directory + "/db")
            await verdict.judge(storage, said.all)
            try await Workload(storage: storage) { said.add($0) }.run(senders: 2, submissions: 2)
            storage.close()
        }
        return verdict
    }

    private static func open(_ path: String) throws -> SQLiteStorage {
        FileManager.default.fileExists(atPath: path)
            ? try SQLiteStorage.open(at: path) : try SQLiteStorage.create(at: path)
    }

    private static func work(_ path: String, _ said: Said) async {
        guard let storage = try? open(path) else { return }
        try? await Workload(storage: storage) { said.add($0) }.run(senders: 4, submissions: 12)
        storage.close()
    }
}

/// What was said, from all tasks.
package final class Said: Sendable {
    private let set = Mutex<Set<Acknowledgement>>([])

    package init() {}

    package var all: Set<Acknowledgement> { self.set.withLock { $0 } }

    package func add(_ one: Acknowledgement) { set.withLock { _ = $0.insert(one) } }
}

/// SplitMix64.
package struct Random: RandomNumberGenerator {
    package var state: UInt64

    package init(state: UInt64) { self.state = state }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
