import Foundation
import Sealing
import SubmissionAPI
import TownHall

/// The town hall's storage with 100,000 submissions that wait.
enum TownHallListBenchmark {
    private static let destination = ResourceID()
    private static let count = 100_000

    static func run() async throws -> [Measurement] {
        // In memory: filling it on a disk would take minutes, and pages are read from memory either way.
        let path = "/dev/shm/bench-hall-\(UUID())"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let storage = try SQLiteStorage.create(at: path + "/db")
        defer { storage.close() }
        _ = try await taken(count, storage)
        var slowest = 0.0
        for offset in [0, count / 2, count - 500] {
            var times: [Double] = []
            for _ in 0..<7 {
                let began = ContinuousClock.now
                let (total, page) = try await storage.waiting(for: [destination], offset: offset, limit: 500)
                times.append((ContinuousClock.now - began).inSeconds)
                guard total == count, page.count == 500 else { throw Failed("a page has \(page.count) of \(total)") }
            }
            slowest = max(slowest, times.sorted()[3])
        }
        // In turns, so that whatever else the machine does slows both.
        var (empty, full): ([Double], [Double]) = ([], [])
        for round in 0..<7 {
            let new = try SQLiteStorage.create(at: path + "/new\(round)")
            defer { new.close() }
            empty.append(try await taken(1000, new))
            full.append(try await taken(1000, storage))
        }
        let (alone, beside) = (empty.sorted()[3], full.sorted()[3])
        return [
            Measurement(
                name: "A list page of 500 among 100,000 submissions", limit: "≤ 50 ms", isWithin: slowest <= 0.05,
                figure: Measurement.milliseconds(slowest),
                comparison: "the slowest of the first, the middle and the last page"),
            Measurement(
                name: "Intake with 100,000 beside intake when empty", limit: "≥ 0.8 ×", isWithin: beside / alone >= 0.8,
                figure: String(format: "%.2f ×", beside / alone),
                comparison: String(format: "%.0f /s against %.0f /s, in memory, in turns", beside, alone)),
        ]
    }

    /// Takes in so many submissions, 32 at once.
    /// - Returns: How many a second.
    private static func taken(_ count: Int, _ storage: SQLiteStorage) async throws -> Double {
        let began = ContinuousClock.now
        let client = ResourceID()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for sender in 0..<32 {
                group.addTask {
                    let part = String(repeating: "A", count: 500)
                    for _ in stride(from: sender, to: count, by: 32) {
                        let submission = SubmissionRecord(
                            destination: destination, client: client,
                            service: PublicService(identifier: "urn:de:fim:leika:leistung:99115005000000"),
                            attachments: [], announcedAt: 1)
                        try await storage.announce(submission)
                        let record = ContentRecord(
                            content: SubmissionContent(encryptedMetadata: part, encryptedData: part),
                            hash: Data(repeating: 7, count: 32), metadataTag: "m", dataTag: "d")
                        guard try await storage.submit(submission.id, record, at: 2).0 == .kept else {
                            throw Failed("the storage did not keep a submission")
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        return Double(count) / (ContinuousClock.now - began).inSeconds
    }
}
