import Courier
import Foundation
import Logging
import ScriptedTownHall
import Sealing
import Store
import SubmissionClient
import Testing

/// The messenger at work in this process.
struct Messenger {
    let device: SealedDevice
    var hurry = 100
    var limits = Messenger.impatient
    var time: @Sendable () -> StoreTime = { .now() }

    /// Waits that fit a machine that is busy with other tests, and no longer.
    static var impatient: ClientLimits {
        var limits = ClientLimits()
        limits.connecting = .seconds(10)
        limits.silence = .seconds(6)
        limits.whole = .seconds(30)
        return limits
    }

    /// How long a test waits for what must come.
    static let patience: Duration = .seconds(600)

    private func courier() async throws -> Courier {
        try await Courier(
            device.enrolment, log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, limits: limits,
            hurry: hurry, time: time)
    }

    /// Works until everything that can be done was done.
    @discardableResult
    func round() async throws -> Courier.End {
        try await courier().run(try device.outbox(), isSingleRound: true)
    }

    /// Works until something is so, or the patience ends: then the test fails.
    func work(until isSo: @escaping @Sendable (Outbox) throws -> Bool) async throws {
        let courier = try await courier()
        let outbox = try device.outbox()
        let came = try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                let end = await courier.run(outbox)
                #expect(end == .stopped)
                return false
            }
            group.addTask { try await Self.wait { try isSo(outbox) } }
            let first = try await group.next() ?? false
            group.cancelAll()
            return first
        }
        let states = try device.states()
        #expect(came, "It did not come: \(states)")
    }

    /// Works until the town hall has answered all cases that are not set aside.
    func workUntilAnswered() async throws { try await work { try $0.due().cases.isEmpty } }

    /// Looks again and again whether something is so.
    static func wait(until isSo: () throws -> Bool) async throws -> Bool {
        let end = ContinuousClock.now + patience
        while ContinuousClock.now < end {
            if try isSo() { return true }
            try await Task.sleep(for: .milliseconds(5))
        }
        return false
    }
}

/// What was lost or doubled after a fault.
struct Tally: CustomStringConvertible {
    var rounds = 0
    var cases = 0
    var lost = 0
    var doubled = 0

    var description: String { "\(rounds) rounds, \(cases) cases: \(lost) lost, \(doubled) doubled" }
    var isClean: Bool { lost == 0 && doubled == 0 && cases > 0 }

    /// Holds the outbox against what the town hall has.
    mutating func count(_ device: SealedDevice, _ hall: ScriptedTownHall) throws {
        let copies = hall.state.copies
        for entry in try device.outbox().cases().cases {
            cases += 1
            let tag = entry.parts[0].tag
            if entry.delivery.state != .accepted || copies[tag] == nil { lost += 1 }
            if (copies[tag] ?? 0) > 1 { doubled += 1 }
        }
    }
}
