import CPowerCut
import Foundation
import Glibc
import Sealing
import Store

/// Rounds of work on a disk that fails below SQLite, in this process.
package enum DiskFaults {
    /// A directory of its own for a run, removed afterwards.
    package static func withDirectory<Result>(_ body: (String) throws -> Result) throws -> Result {
        // In memory where that is possible: what a fault leaves behind is decided above the disk.
        let memory = "/dev/shm"
        let base = access(memory, W_OK) == 0 ? memory : FileManager.default.temporaryDirectory.path
        let path = "\(base)/store-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try body(path)
    }

    /// Cuts the power at a random operation, so many times, several times on the same directory.
    /// - Parameters:
    ///   - rounds: How many times.
    ///   - seed: Chooses all that is random.
    ///   - ignoringSyncs: Whether the disk answers syncs and does not do them: what `synchronous = OFF` amounts to. The
    ///     verdict then must not be clean, or this test could not fail.
    /// - Returns: What was found after all of them.
    /// - Throws: Where no directory can be had.
    package static func powerCuts(rounds: Int, seed: UInt64, ignoringSyncs: Bool = false) throws -> Verdict {
        var random = SplitMix(seed: seed)
        var verdict = Verdict()
        powercut_install()
        while verdict.rounds < rounds {
            try withDirectory { directory in
                var truth = Truth()
                let key = try Workload.key(seed: seed)
                for _ in 0..<min(10, rounds - verdict.rounds) {
                    let at = 1 + random.below(random.below(4) == 0 ? 30 : 250)
                    PowerCutTurn.block {
                        powercut_ignore_syncs(ignoringSyncs ? 1 : 0)
                        defer { powercut_ignore_syncs(0) }
                        powercut_watch(directory, Int32(POWERCUT_CUT), at)
                        work(directory, seed: random.next(), visits: 12, key: key, &truth)
                        powercut_leave(random.next())
                    }
                    verdict.judge(StorePlaces(dataDirectory: directory), &truth, key: key)
                    if !verdict.isClean { verdict.others.append("seed \(seed)") }
                }
                verdict.plaintexts += PlaintextSearch().count(below: directory)
            }
        }
        return verdict
    }

    /// Lets the disk fail at each single operation of one day's work, once and for good, with an error and full.
    ///
    /// The largest attachment is in bytes; one of two chunks makes it a matter of an hour.
    package static func failingAtEveryOperation(
        seed: UInt64, visits: Int, largestAttachment: Int? = nil
    ) throws -> Verdict {
        powercut_install()
        var verdict = Verdict()
        for kind in [POWERCUT_ERROR_ONCE, POWERCUT_ERROR, POWERCUT_FULL_ONCE, POWERCUT_FULL] {
            var at = 1
            var isReached = true
            while isReached {
                try withDirectory { directory in
                    var truth = Truth()
                    let key = try Workload.key(seed: seed)
                    PowerCutTurn.block {
                        powercut_watch(directory, Int32(kind), at)
                        work(
                            directory, seed: seed, visits: visits, key: key, &truth,
                            largestAttachment: largestAttachment)
                        isReached = powercut_happened() != 0
                        powercut_repair()
                    }
                    verdict.judge(StorePlaces(dataDirectory: directory), &truth, key: key)
                    if !verdict.isClean { verdict.others.append("kind \(kind) at \(at)") }
                    verdict.plaintexts += PlaintextSearch().count(below: directory)
                }
                at += 1
            }
        }
        return verdict
    }

    /// Works until the day or the disk ends. The connections are closed when it returns.
    private static func work(
        _ directory: String, seed: UInt64, visits: Int, key: borrowing SessionKey, _ truth: inout Truth,
        largestAttachment: Int? = nil
    ) {
        var told: [Acknowledgement] = []
        withUnsafeMutablePointer(to: &told) { told in
            guard let store = try? TerminalStore(StorePlaces(dataDirectory: directory), at: .now()) else { return }
            var workload = Workload(seed: seed, store: store, key: key) { told.pointee.append($0) }
            if let largestAttachment { workload.largestAttachment = largestAttachment }
            for _ in 0..<visits {
                // After an error the terminal begins a new visit; on a dead disk all of them fail.
                try? workload.run(visits: 1)
            }
        }
        for acknowledgement in told { truth.note(acknowledgement) }
    }
}
