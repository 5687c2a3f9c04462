import CryptoExtras
import Foundation
import GRDB
import SubmissionClient

/// The delivery service as built, over TLS on the loopback, with its database on the disk that the benchmarks run on. The
/// load comes from this process, on the same cores.
enum DeliveryBenchmark {
    private static let senders = 32

    /// Measures all of it.
    /// - Parameter time: How long submissions are sent.
    /// - Returns: A figure for each promise.
    /// - Throws: Where a program does not start, or no submission goes well.
    static func run(for time: Duration) async throws -> [Measurement] {
        try await BenchmarkTown.with { town in
            let bundle = try town.enrol("Bench")
            let parcel = try Parcel(bundle)
            let service = try await town.serve()
            defer { service.end() }
            let client = try BenchmarkTown.client(bundle, connections: senders)
            do {
                let idle = try await service.idleShare(over: .seconds(10))
                var measurements = try await submissions(for: time, parcel, client, service, town.path)
                measurements.append(try await Acknowledging(town, client).measure(parcel))
                await client.close()
                measurements.append(
                    Measurement(
                        name: "rathaus serve idle, share of a core", limit: "≤ 2 %", isWithin: idle <= 0.02,
                        figure: String(format: "%.2f %%", idle * 100), comparison: "10 s before the first request"))
                return measurements
            } catch {
                await client.close()
                throw error
            }
        }
    }

    /// What senders saw.
    private struct Tally: Sendable {
        /// Seconds of each that went well.
        var times: [Double] = []
        var failures: [String] = []

        var successShare: Double { Double(times.count) / Double(max(1, times.count + failures.count)) }

        mutating func add(_ other: Tally) {
            times += other.times
            failures += other.failures
        }
    }

    /// Lets all senders work, one submission after the other each, until the time is over.
    private static func load(
        for time: Duration, _ client: SubmissionClient, _ work: @escaping @Sendable () async throws -> String?
    ) async throws -> (Tally, perSecond: Double) {
        let began = ContinuousClock.now
        let end = began + time
        let tally = try await withThrowingTaskGroup(of: Tally.self) { group in
            for _ in 0..<senders {
                group.addTask {
                    try await client.near {
                        var tally = Tally()
                        while ContinuousClock.now < end {
                            let start = ContinuousClock.now
                            if let failure = try await work() {
                                tally.failures.append(failure)
                            } else {
                                tally.times.append((ContinuousClock.now - start).inSeconds)
                            }
                        }
                        return tally
                    }
                }
            }
            return try await group.reduce(into: Tally()) { $0.add($1) }
        }
        return (tally, Double(tally.times.count) / (ContinuousClock.now - began).inSeconds)
    }

    private static func submissions(
        for time: Duration, _ parcel: Parcel, _ client: SubmissionClient, _ service: Beside, _ path: String
    ) async throws -> [Measurement] {
        let work: @Sendable () async throws -> String? = {
            if case .failure(let refusal) = try await parcel.deliver(with: client) { refusal.word } else { nil }
        }
        // The first second opens connections and is not counted.
        _ = try await load(for: .seconds(1), client, work)
        let processor = service.processorTime
        let began = ContinuousClock.now
        var (tally, first) = try await load(for: time / 2, client, work)
        let half = service.memory.now
        let (rest, second) = try await load(for: time / 2, client, work)
        let share = (service.processorTime - processor) / (ContinuousClock.now - began).inSeconds
        tally.add(rest)
        let rate = (first + second) / 2
        let memory = service.memory
        let times = tally.times.sorted()
        guard !times.isEmpty else { throw Failed("no submission went well: \(tally.failures.first ?? "")") }
        let p99 = times[min(times.count - 1, times.count * 99 / 100)]
        let singly = try commits(path + "/single.sqlite", rowsEach: 1)
        let together = try commits(path + "/twenty.sqlite", rowsEach: 20)
        return [
            Measurement(
                name: "Whole submissions with 50 kB, durable", limit: "≥ 500 /s", isWithin: rate >= 500,
                figure: String(format: "%.0f /s", rate),
                comparison: String(
                    format: "%.2f × durable commits of a row of 56 kB (%.0f /s; %.0f rows/s twenty at a time); "
                        + "the service on %.2f cores of %d, the load on the rest", rate / singly, singly, together,
                    share,
                    ProcessInfo.processInfo.activeProcessorCount)),
            Measurement(
                name: "and how many of them succeed", limit: "100 %", isWithin: tally.failures.isEmpty,
                figure: String(format: "%.2f %%", tally.successShare * 100),
                comparison: "\(times.count) of \(times.count + tally.failures.count) in \(time)"
                    + (tally.failures.first.map { ", first failure: \($0)" } ?? "")),
            Measurement(
                name: "and how long one takes, p99", limit: "≤ 250 ms", isWithin: p99 <= 0.25,
                figure: Measurement.milliseconds(p99),
                comparison: "median \(Measurement.milliseconds(times[times.count / 2])), \(senders) senders at once"),
            Measurement(
                name: "and the service's memory at its peak", limit: "≤ 250 MB", isWithin: memory.peak <= 250,
                figure: String(format: "%.0f MB", memory.peak),
                comparison: String(format: "%.0f MB at half time, %.0f MB at the end", half, memory.now)),
        ]
    }

    /// Rows of 56 kB a second in plain SQLite, each commit durable.
    private static func commits(_ file: String, rowsEach: Int) throws -> Double {
        let queue = try DatabaseQueue(path: file)
        defer { try? queue.close() }
        try queue.writeWithoutTransaction { db in
            _ = try String.fetchOne(db, sql: "PRAGMA journal_mode = WAL")
            // After GRDB has set up the connection, which sets it too.
            try db.execute(sql: "PRAGMA synchronous = FULL; CREATE TABLE t (id INTEGER PRIMARY KEY, b BLOB)")
        }
        let bytes = Data(repeating: 7, count: 56_000)
        let began = ContinuousClock.now
        var rows = 0
        while ContinuousClock.now - began < .seconds(2) {
            try queue.write { db in
                for _ in 0..<rowsEach { try db.execute(sql: "INSERT INTO t (b) VALUES (?)", arguments: [bytes]) }
            }
            rows += rowsEach
        }
        return Double(rows) / (ContinuousClock.now - began).inSeconds
    }

    /// RSA-4096 PSS signatures a second on all cores.
    static func signatures() async throws -> Double {
        let key = try _RSA.Signing.PrivateKey(keySize: .bits4096)
        let message = Data(repeating: 65, count: 600)
        let began = ContinuousClock.now
        let count = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<ProcessInfo.processInfo.activeProcessorCount {
                group.addTask {
                    var count = 0
                    while ContinuousClock.now - began < .seconds(2) {
                        keep(try key.signature(for: message, padding: .PSS))
                        count += 1
                    }
                    return count
                }
            }
            return try await group.reduce(0, +)
        }
        return Double(count) / (ContinuousClock.now - began).inSeconds
    }
}
