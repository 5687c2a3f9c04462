import Foundation
import Glibc
import ScriptedTownHall
import Store
import StoreFaults
import Synchronization
import Testing
import TownSupport

/// The built messenger, killed.
@Suite struct KillTests {
    /// Beside the test bundle that runs.
    static let program = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        .deletingLastPathComponent().appendingPathComponent("buergerbote")

    static func start(_ device: SealedDevice, _ more: String...) throws -> Process {
        let process = Process()
        process.executableURL = program
        process.arguments =
            ["run", "--outbox", device.outboxDirectory, "--enrolment", device.enrolmentFile] + more
        process.standardError = FileHandle(forWritingAtPath: "/dev/null")
        process.environment = ["SWIFT_BACKTRACE": "enable=no"]
        try process.run()
        return process
    }

    @Test(.serialized, arguments: FaultBatches.seeds)
    func `Killed at random points, the messenger loses nothing and doubles nothing`(seed: UInt64) async throws {
        let rounds = 110
        var random = SplitMix(seed: seed)
        var tally = Tally()
        var deaths: [RequestKind: Int] = [:]
        try await ScriptedTownHall.with { hall in
            try await SealedDevice.with(hall) { device in
                for round in 1...rounds {
                    try device.seal(1 + random.below(2), attachments: random.below(3))
                    let isMidway = Mutex<RequestKind?>(nil)
                    let pid = Mutex<pid_t>(0)
                    let begun = hall.arrivals.count
                    let at = begun + 1 + random.below(12)
                    // Half of them at a request, before or after the town hall has done it; half at some moment.
                    let byRequest = round % 2 == 0
                    hall.follow { arrival in
                        guard byRequest, arrival.number == at else { return .honest }
                        let victim = pid.withLock { $0 }
                        guard victim > 0 else { return .honest }
                        kill(victim, SIGKILL)
                        isMidway.withLock { $0 = arrival.kind }
                        return arrival.number % 2 == 0 ? .honest : .cutBefore
                    }
                    let process = try Self.start(device, "--hurry", "50")
                    pid.withLock { $0 = process.processIdentifier }
                    let delay = Duration.milliseconds(byRequest ? 1500 : 20 + random.below(400))
                    let end = ContinuousClock.now + delay
                    while process.isRunning && ContinuousClock.now < end { try await Task.sleep(for: .milliseconds(2)) }
                    kill(process.processIdentifier, SIGKILL)
                    process.waitUntilExit()
                    if let kind = isMidway.withLock({ $0 }) { deaths[kind, default: 0] += 1 }
                    tally.rounds += 1
                }
                hall.follow { _ in .honest }
                try await Messenger(device: device).workUntilAnswered()
                try tally.count(device, hall)
            }
        }
        let places = deaths.sorted { $0.key.rawValue < $1.key.rawValue }.map { "\($0.key.rawValue) \($0.value)" }
        print("kill -9 of the messenger, seed \(seed): \(tally); at requests: \(places.joined(separator: ", "))")
        #expect(tally.isClean, "\(tally)")
        #expect(tally.rounds >= 100)
        #expect(deaths.count >= 3)
    }

    @Test func `A messenger that is told to stop stops within seconds and says so`() async throws {
        try await ScriptedTownHall.with { hall in
            try await SealedDevice.with(hall) { device in
                try device.seal(2)
                hall.follow { $0.kind == .create ? .silent : .honest }
                let process = try Self.start(device)
                let outbox = try device.outbox()
                let isThere = try await Messenger.wait {
                    try outbox.messengerStatus().isRunning && hall.arrivals.contains { $0.kind == .create }
                }
                #expect(isThere)
                process.terminate()
                let begin = ContinuousClock.now
                #expect(try await Messenger.wait { !process.isRunning })
                #expect(begin.duration(to: .now) < .seconds(5))
                #expect(process.terminationStatus == 0)
                #expect(try !outbox.messengerStatus().isRunning)
            }
        }
    }

    @Test func `A messenger with nothing to do uses next to nothing of a processor`() async throws {
        try await ScriptedTownHall.with { hall in
            try await SealedDevice.with(hall) { device in
                try device.seal(2)
                let process = try Self.start(device)
                defer { process.terminate() }
                let outbox = try device.outbox()
                #expect(try await Messenger.wait { try outbox.due().cases.isEmpty })
                let before = try Self.processorTime(process.processIdentifier)
                let begin = ContinuousClock.now
                _ = try await Messenger.wait { begin.duration(to: .now) >= .seconds(10) }
                let used = try Self.processorTime(process.processIdentifier) - before
                let share = used / begin.duration(to: .now)
                let (memory, most) = (try Self.memory(process.processIdentifier, "VmRSS"), 60 << 20)
                print("idle messenger: \(share * 100) % of a core, \(memory >> 20) MB")
                #expect(share <= 0.02)
                #expect(memory < most)
            }
        }
    }

    /// User and system time.
    private static func processorTime(_ pid: pid_t) throws -> Duration {
        let text = try String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)
        let fields = text.split(separator: ")").last?.split(separator: " ") ?? []
        let ticks = (Int(fields[11]) ?? 0) + (Int(fields[12]) ?? 0)
        return .milliseconds(ticks * 1000 / sysconf(Int32(_SC_CLK_TCK)))
    }

    private static func memory(_ pid: pid_t, _ name: String) throws -> Int {
        let text = try String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)
        let line = text.split(separator: "\n").first { $0.hasPrefix(name) }
        return (line?.split(separator: " ").dropFirst().first).flatMap { Int($0) }.map { $0 * 1024 } ?? 0
    }

    @Test func `A single round says by its exit status whether the town hall was there`() async throws {
        try await ScriptedTownHall.with { hall in
            try await SealedDevice.with(hall) { device in
                try device.seal(3)
                let process = try Self.start(device, "--once", "--hurry", "20")
                #expect(try await Messenger.wait { !process.isRunning })
                #expect(process.terminationStatus == 0)
                #expect(try device.states()[.sealed] == nil)
                await hall.close()
                let other = try Self.start(device, "--once")
                #expect(try await Messenger.wait { !other.isRunning })
                #expect(other.terminationStatus == 75)
            }
        }
    }
}
