import Foundation
import Glibc
import Sealing
import Secrets
import Store
import StoreFaults

/// The store on the disk that the benchmarks run on.
enum StoreBenchmark {
    static func run() throws -> [Measurement] {
        let path = FileManager.default.currentDirectoryPath + "/.build/bench-store-\(getpid())"
        for folder in ["/journal-run", "/open-run"] {
            try FileManager.default.createDirectory(atPath: path + folder, withIntermediateDirectories: true)
        }
        defer { try? FileManager.default.removeItem(atPath: path) }
        return [try journalled(path), try opened(path)]
    }

    /// One answer journalled, beside writing and syncing as many bytes in the same moment.
    private static func journalled(_ path: String) throws -> Measurement {
        let store = try TerminalStore(StorePlaces(dataDirectory: path + "/journal-run"), at: .now())
        let key = SessionKey()
        let session = UUID()
        var head = try store.journal.begin(session, configuration: "c", at: .now(), key: key)
        let file = open(path + "/plain", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        defer { close(file) }
        // Two pages of the log, as one answer writes them.
        let pages = [UInt8](repeating: 7, count: 2 * 4120)
        let answer = [UInt8](repeating: 65, count: 120)
        var (plain, kept): ([Double], [Double]) = ([], [])
        for round in 0..<1000 {
            plain.append(
                seconds {
                    pwrite(file, pages, pages.count, (round % 500) * pages.count)
                    fdatasync(file)
                })
            kept.append(
                try seconds { head = try store.journal.append(answer, to: session, after: head, key: key) })
        }
        let (disk, journal) = (percentile(plain, 0.99), percentile(kept, 0.99))
        return Measurement(
            name: "An answer journalled, beyond the disk's fsync, p99", limit: "≤ 2 ms",
            isWithin: journal - disk <= 0.002, figure: Measurement.milliseconds(max(0, journal - disk)),
            comparison:
                "\(Measurement.milliseconds(journal)) against \(Measurement.milliseconds(disk)) for the fsync alone; "
                + "medians \(Measurement.milliseconds(percentile(kept, 0.5))), "
                + Measurement.milliseconds(percentile(plain, 0.5)))
    }

    /// Opening with 10,000 sealed cases, beside reading the file.
    private static func opened(_ path: String) throws -> Measurement {
        let places = StorePlaces(dataDirectory: path + "/open-run")
        let key = SessionKey()
        // Filled where syncing costs nothing, opened on the disk.
        try DiskFaults.withDirectory { memory in
            try fill(StorePlaces(dataDirectory: memory), key: key)
            for folder in ["journal", "outbox"] {
                try FileManager.default.copyItem(atPath: "\(memory)/\(folder)", toPath: "\(path)/open-run/\(folder)")
            }
        }
        let opening = try Measurement.median { keep(try TerminalStore(places, at: .now())) }
        let reading = Measurement.median {
            keep(FileManager.default.contents(atPath: path + "/open-run/outbox/outbox.sqlite"))
        }
        return Measurement(
            name: "Store opened with 10,000 sealed cases", limit: "≤ 50 ms", isWithin: opening <= 0.05,
            figure: Measurement.milliseconds(opening),
            comparison: "\(Measurement.milliseconds(reading)) to read the outbox's bytes")
    }

    private static func fill(_ places: StorePlaces, key: borrowing SessionKey) throws {
        do {
            let store = try TerminalStore(places, at: .now())
            let contents = Data(repeating: 65, count: 6000)
            for _ in 0..<10_000 {
                let session = UUID()
                _ = try store.journal.begin(session, configuration: "c", at: .now(), key: key)
                _ = try store.confirm(session, at: .now()) { counter in
                    ConfirmedCase(
                        reference: "KFRA\(100_000 + counter)", service: "hundesteuer",
                        sealed: SealedCase(
                            destination: UUID(), keyID: "k",
                            serviceIdentifier: "urn:de:fim:leika:leistung:99102013104000",
                            encryptedMetadata: contents, encryptedData: contents, attachments: []))
                }
            }
        }
    }

    private static func seconds(_ work: () throws -> Void) rethrows -> Double {
        let elapsed = try ContinuousClock().measure(work)
        return Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
    }

    private static func percentile(_ times: [Double], _ part: Double) -> Double {
        times.sorted()[min(times.count - 1, Int(Double(times.count) * part))]
    }
}

/// Ten thousand faults of each kind: `./Kiosk/bench --long`.
enum StoreEndurance {
    static func run(rounds: Int) throws -> [Measurement] {
        let child = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
            .deletingLastPathComponent().appendingPathComponent("StoreChild")
        let seed = UInt64(Date().timeIntervalSince1970)
        return [
            measurement("kill -9 at a random moment", try KilledChild(program: child).rounds(rounds, seed: seed)),
            measurement("power cut at a random write", try DiskFaults.powerCuts(rounds: rounds, seed: seed)),
            measurement("disk failing at every write", try DiskFaults.failingAtEveryOperation(seed: seed, visits: 4)),
        ]
    }

    private static func measurement(_ name: String, _ verdict: Verdict) -> Measurement {
        Measurement(
            name: name, limit: "nothing lost", isWithin: verdict.isClean, figure: "\(verdict.rounds) rounds",
            comparison: "\(verdict)")
    }
}
