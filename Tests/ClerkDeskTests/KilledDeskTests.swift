import ClerkDesk
import DeskFaults
import Foundation
import Glibc
import Sealing
import Secrets
import StoreFaults
import SubmissionAPI
import Testing
import TownSupport

@Suite(.serialized) struct KilledDeskTests {
    /// Beside the test bundle that runs.
    private static let program = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        .deletingLastPathComponent().appendingPathComponent("DeskChild")

    /// Starts the desk; kills it so many microseconds after its first word, or lets it end.
    /// - Returns: What it said first, and how it ended.
    @discardableResult
    private static func run(
        _ bench: Bench, _ fault: [String] = [], killAfter delay: UInt32? = nil
    ) async throws -> (said: String, status: Int32) {
        // On a thread of its own: waiting for a process would keep one from the other tests.
        let (path, town) = (bench.path, bench.desk.directory.path)
        return try await withCheckedThrowingContinuation { done in
            Thread.detachNewThread { done.resume(with: Result { try wait(path, town, fault, killAfter: delay) }) }
        }
    }

    private static func wait(
        _ path: String, _ town: String, _ fault: [String], killAfter delay: UInt32?
    ) throws -> (said: String, status: Int32) {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = program
        process.arguments = [town, path + "/service"] + fault
        process.standardOutput = pipe
        process.standardError = FileHandle(forWritingAtPath: "/dev/null")
        process.environment = ["SWIFT_BACKTRACE": "enable=no", "TMPDIR": path]
        try process.run()
        let said = String(decoding: pipe.fileHandleForReading.availableData, as: UTF8.self)
        if let delay {
            usleep(delay)
            kill(process.processIdentifier, SIGKILL)
        }
        process.waitUntilExit()
        return (said, process.terminationStatus)
    }

    /// What was delivered, by reference, and what is missing at the desk.
    private struct Deliveries {
        var sent: [String: [TestCase.Sent]] = [:]
        var lost = 0

        /// New cases, and one that a device delivers again because it did not hear the answer.
        mutating func add(_ count: Int, _ bench: Bench, _ service: FolderService) throws {
            for _ in 0..<count {
                let reference = "KFRA\(1000 + sent.count)XY"
                let one = try TestCase(reference, attachments: Int.random(in: 0...2)).sent(to: bench.key)
                sent[reference] = [one]
                try service.put(one)
            }
            if let old = sent.randomElement(), let first = old.value.first {
                let again = first.again()
                sent[old.key]?.append(again)
                try service.put(again)
            }
        }

        /// Looks whether every case that was acknowledged is here, whole.
        mutating func judge(_ bench: Bench, _ service: FolderService) throws {
            let store = try bench.desk.store()
            defer { store.close() }
            let receipted = service.receiptedCases
            for (reference, deliveries) in sent
            where deliveries.contains(where: { receipted.contains($0.submission.caseId.description) }) {
                let entry = try? store.find(reference, among: bench.desk.directory.offices())
                let isWhole = entry.map { entry in
                    (try? store.data(of: entry).count) ?? 0 > 0
                        && entry.head.attachments.allSatisfy {
                            (try? store.attachment($0.id, of: entry).count) ?? 0 > 0
                        }
                }
                if isWhole != true { lost += 1 }
            }
        }

        /// Lets the desk finish; then every delivery must have one receipt, and every case must be here once.
        func finish(_ bench: Bench, _ service: FolderService, _ what: String, rounds: Int) async throws {
            #expect(try await KilledDeskTests.run(bench).status == 0)
            let store = try bench.desk.store()
            defer { store.close() }
            let doubled = try store.count() - sent.count
            for delivery in sent.values.joined() {
                #expect(try await bench.receipt(delivery, in: service).event == .accept)
            }
            #expect(lost == 0 && doubled == 0)
            #expect(bench.plaintexts() == 0)
            print("\(rounds) \(what) over \(sent.count) cases: \(lost) lost, \(doubled) doubled")
        }
    }

    @Test(.timeLimit(.minutes(10)), arguments: FaultBatches.seeds)
    func `A desk killed at any moment loses no case that it acknowledged and keeps none twice`(
        seed: UInt64
    ) async throws {
        var random = SplitMix(seed: seed)
        let bench = try await Bench()
        let service = try bench.service()
        var deliveries = Deliveries()
        for _ in 0..<100 {
            try deliveries.add(3, bench, service)
            try await Self.run(bench, killAfter: UInt32.random(in: 0...150_000, using: &random))
            try deliveries.judge(bench, service)
        }
        try await deliveries.finish(bench, service, "kills of the desk, seed \(seed),", rounds: 100)
    }

    @Test(
        .timeLimit(.minutes(10)), arguments: [("power cuts at the desk", 1, 100), ("full disks at the desk", 5, 20)],
        FaultBatches.seeds)
    func `A desk whose disk fails at any operation loses no case that it acknowledged and keeps none twice`(
        fault: (what: String, kind: Int, rounds: Int), seed: UInt64
    ) async throws {
        let (what, kind, rounds) = fault
        var random = SplitMix(seed: seed)
        let bench = try await Bench()
        bench.store.close()
        let service = try bench.service()
        var deliveries = Deliveries()
        var happened = 0
        for _ in 0..<rounds {
            try deliveries.add(2, bench, service)
            let fault = ["\(kind)", "\(Int.random(in: 1...40, using: &random))", "\(random.next())"]
            if try await Self.run(bench, fault).said.hasPrefix("happened") { happened += 1 }
            try deliveries.judge(bench, service)
        }
        #expect(happened > rounds / 2)
        try await deliveries.finish(bench, service, "\(what), seed \(seed) (\(happened) of them met)", rounds: rounds)
    }
}
