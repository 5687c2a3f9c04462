import Foundation
import StoreFaults
import Testing

/// What happens to the device, and that nothing is lost, doubled or readable afterwards. `./Kiosk/bench --long` runs
/// the same ten thousand times.
@Suite(.serialized) struct FaultTests {
    /// Beside the test bundle that runs.
    static let child = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        .deletingLastPathComponent().appendingPathComponent("StoreChild")

    /// Another seed each day finds what today's did not; it is printed with the counts.
    static let seed = UInt64(Date().timeIntervalSince1970) / 86_400

    @Test func `Killed at random moments, a process loses nothing that it had said`() throws {
        let verdict = try KilledChild(program: Self.child).rounds(120, seed: Self.seed)
        print("kill -9: \(verdict)")
        #expect(verdict.isClean, "\(verdict)")
        #expect(verdict.rounds >= 100)
        #expect(verdict.casesSeen > 100)
    }

    @Test func `A power cut at a random write loses nothing that was said`() throws {
        let verdict = try DiskFaults.powerCuts(rounds: 200, seed: Self.seed)
        print("power cuts: \(verdict)")
        #expect(verdict.isClean, "\(verdict)")
        #expect(verdict.rounds >= 100)
        #expect(verdict.casesSeen > 100)
    }

    @Test func `A store that does not wait for the disk is caught losing what it said: this test can fail`() throws {
        let verdict = try DiskFaults.powerCuts(rounds: 40, seed: Self.seed, ignoringSyncs: true)
        print("power cuts, syncs ignored: \(verdict)")
        #expect(!verdict.isClean && verdict.lostCases + verdict.lostAnswers > 0)
    }

    @Test func `A disk that fails at any single write or sync loses nothing that was said`() throws {
        let verdict = try DiskFaults.failingAtEveryOperation(seed: Self.seed, visits: 2, largestAttachment: 20_000)
        print("failing disk: \(verdict)")
        #expect(verdict.isClean, "\(verdict)")
        #expect(verdict.rounds > 100)
    }
}
