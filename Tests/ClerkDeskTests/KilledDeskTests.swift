import ClerkDesk
import DeskFaults
import Foundation
import Glibc
import Sealing
import Secrets
import SubmissionAPI
import Testing

@Suite(.serialized) struct KilledDeskTests {
    /// Beside the test bundle that runs.
    private static let program = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        .deletingLastPathComponent().appendingPathComponent("DeskChild")

    /// Starts the desk; kills it so many microseconds after its first word, or lets it end.
    private static func run(_ bench: Bench, killAfter delay: UInt32?) throws -> Int32 {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = program
        process.arguments = [bench.desk.directory.path, bench.path + "/service"]
        process.standardOutput = pipe
        process.standardError = FileHandle(forWritingAtPath: "/dev/null")
        process.environment = ["SWIFT_BACKTRACE": "enable=no", "TMPDIR": bench.path]
        try process.run()
        _ = pipe.fileHandleForReading.availableData
        if let delay {
            usleep(delay)
            kill(process.processIdentifier, SIGKILL)
        }
        process.waitUntilExit()
        return process.terminationStatus
    }

    @Test(.timeLimit(.minutes(10)))
    func `A desk killed at any moment loses no case that it acknowledged and keeps none twice`() async throws {
        let bench = try await Bench()
        let service = try bench.service()
        var sent: [String: [TestCase.Sent]] = [:]
        var random = SystemRandomNumberGenerator()
        var (rounds, lost, doubled) = (0, 0, 0)
        while rounds < 100 {
            for _ in 0..<3 {
                let reference = "KFRA\(1000 + sent.count)XY"
                let one = try TestCase(reference, attachments: Int.random(in: 0...2)).sent(to: bench.key)
                sent[reference] = [one]
                try service.put(one)
            }
            // What a device delivers again because it did not hear the answer.
            if let old = sent.randomElement(using: &random), let first = old.value.first {
                let again = first.again()
                sent[old.key]?.append(again)
                try service.put(again)
            }
            _ = try Self.run(bench, killAfter: UInt32.random(in: 0...150_000))
            rounds += 1
            let store = try bench.desk.store()
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
            store.close()
        }
        #expect(try Self.run(bench, killAfter: nil) == 0)
        let store = try bench.desk.store()
        doubled += try store.count() - sent.count
        for deliveries in sent.values {
            for delivery in deliveries {
                #expect(try await bench.receipt(delivery, in: service).event == .accept)
            }
        }
        store.close()
        #expect(lost == 0 && doubled == 0)
        #expect(bench.plaintexts() == 0)
        print("\(rounds) kills of the desk over \(sent.count) cases: \(lost) lost, \(doubled) doubled")
    }
}
