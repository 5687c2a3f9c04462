package import Foundation
internal import Logging
package import Sealing
internal import SubmissionAPI
internal import SubmissionClient

/// The desk at work: takes in, tells, and deletes what is past its time.
package struct DeskService: Sendable {
    private let subscription: any Subscription
    private let shelf: KeyShelf
    private let root: SigningRoot
    private let services: KnownServices
    private let store: CaseStore
    private let now: @Sendable () -> Date
    private let log = Logger(label: "desk")

    /// Puts a desk together.
    /// - Parameters:
    ///   - subscription: The delivery service.
    ///   - shelf: The offices' keys.
    ///   - root: What devices' certificates must lead to.
    ///   - store: The opened cases.
    ///   - services: What is known of the services.
    ///   - now: The wall clock.
    package init(
        subscription: any Subscription, shelf: KeyShelf, root: SigningRoot, store: CaseStore,
        services: KnownServices, now: @escaping @Sendable () -> Date
    ) {
        self.subscription = subscription
        self.shelf = shelf
        self.root = root
        self.services = services
        self.store = store
        self.now = now
    }

    /// Everything once.
    /// - Returns: What the intake did, and how many messages were told.
    /// - Throws: Where the desk's own database fails.
    package func round() async throws(DeskError) -> (intake: IntakeReport, told: Int) {
        try enforceRetention()
        let keyrings = try await shelf.keyrings()
        let intake = Intake(from: subscription, keyrings: keyrings, into: store, services: services, now: now)
        let report = try await intake.round()
        guard !report.unreachable else { return (report, 0) }
        if let status = await subscription.status().answer {
            let again = try store.note(epoch: status.epoch)
            if again > 0 { log.notice("service.put_back", metadata: ["messages": "\(again)"]) }
        }
        let outgoing = Outgoing(through: subscription, keyrings: keyrings, root: root, from: store, now: now)
        return (report, try await outgoing.round())
    }

    /// Works until the task is cancelled.
    ///
    /// A failure of the desk's own disk ends no day: it is logged, and tried again; nothing is acknowledged meanwhile.
    /// - Parameters:
    ///   - pause: Between rounds.
    ///   - report: Is told what a round did that did something.
    package func run(pause: Duration, report: (IntakeReport, Int) -> Void) async {
        do { try store.forgetOrphans() } catch { log.error("orphans.failed", metadata: ["reason": "\(error)"]) }
        while !Task.isCancelled {
            do {
                let done = try await round()
                if !done.intake.isIdle || done.told > 0 { report(done.intake, done.told) }
            } catch {
                log.error("round.failed", metadata: ["reason": "\(error)"])
            }
            try? await Task.sleep(for: pause)
        }
    }

    /// Once a day.
    private func enforceRetention() throws(DeskError) {
        let time = Int64(now().timeIntervalSince1970)
        let day = time / 86400
        guard try store.lastRetentionDay() != day else { return }
        let deleted = try store.deleteOverdue(at: time)
        try store.forgetTold(at: time)
        try store.noteRetention(day: day)
        log.notice("retention.enforced", metadata: ["deleted": "\(deleted)"])
    }
}
