package import Logging
package import Sealing
package import Store
import SubmissionAPI
package import SubmissionClient

/// The messenger: performs what the plan says and tells it what came of it, until it is told to stop or the outbox is
/// wanted back.
package struct Courier: Sendable {
    /// Why it ended.
    package enum End: Hashable, Sendable {
        /// It was told to, by cancelling its task.
        case stopped
        /// Everything that could be done now was done; what keeps the rest, if anything.
        case roundOver(MessengerStatus.Trouble?)
        /// The terminal wants the outbox for itself.
        case outboxWanted
        /// The outbox cannot be used.
        case outboxLost(StoreError)
    }

    private let account: ServiceAccount
    private let receipts: ReceiptKeys
    private let log: Logger
    private let time: @Sendable () -> StoreTime
    private let clientLimits: ClientLimits
    private let planLimits: DeliveryPlan.Limits
    /// How often it looks at network and outbox.
    private let tick: Duration = .milliseconds(500)

    /// Prepares a messenger.
    /// - Parameters:
    ///   - enrolment: Whom it delivers to, and by whose root receipts are believed.
    ///   - log: Gets event ids and numbers.
    ///   - limits: Of each request.
    ///   - hurry: How much faster than usual it asks and comes back after failures, for tests: 1 on a device.
    ///   - time: The clocks.
    /// - Throws: `ClientFault`, `SealingError`: the enrolment is damaged.
    package init(
        _ enrolment: MessengerEnrolment, log: Logger, limits: ClientLimits = ClientLimits(), hurry: Int = 1,
        time: @escaping @Sendable () -> StoreTime = { .now() }
    ) async throws {
        account = try ServiceAccount(enrolment)
        receipts = try await ReceiptKeys(enrolment)
        self.log = log
        self.time = time
        var clientLimits = limits
        var planLimits = DeliveryPlan.Limits()
        planLimits.hurry(by: max(1, hurry))
        clientLimits.connections = planLimits.deliveries + planLimits.asks
        self.clientLimits = clientLimits
        self.planLimits = planLimits
        // Whether the authorities can be read is known before the first case.
        _ = try Line(account, limits: clientLimits)
    }

    private struct Ended: Sendable {
        let job: Job
        let report: Report
        var status: ServiceStatus?
        var messages = 0
    }

    /// Works on an outbox.
    /// - Parameters:
    ///   - outbox: Open; the caller closes it.
    ///   - isSingleRound: Whether it ends when everything that could be done was done.
    /// - Returns: Why it ended.
    package func run(_ outbox: Outbox, isSingleRound: Bool = false) async -> End {
        do throws(StoreError) {
            var shift = try Shift(outbox, limits: planLimits, log: log, time: time)
            let end = try await work(&shift, isSingleRound: isSingleRound)
            shift.close()
            return end
        } catch {
            return .outboxLost(error)
        }
    }

    private func work(_ shift: inout Shift, isSingleRound: Bool) async throws(StoreError) -> End {
        do {
            return try await withThrowingTaskGroup(of: Ended?.self) { group in
                defer { group.cancelAll() }
                var line = try Line(account, limits: clientLimits)
                var isTicking = false
                while true {
                    if Task.isCancelled { return .stopped }
                    if shift.isWantedBack { return .outboxWanted }
                    if try shift.look() { line = try Line(account, limits: clientLimits) }
                    for job in try shift.next() {
                        let (line, carrier) = (line, shift.carrier(line.client, receipts))
                        group.addTask {
                            let ended = await Self.perform(job, carrier)
                            // The connections live as long as the job.
                            return withExtendedLifetime(line) { ended }
                        }
                    }
                    if isSingleRound, shift.plan.isRoundOver { return .roundOver(shift.trouble) }
                    if !isTicking {
                        let wait = min(tick, max(shift.wait, .milliseconds(5)))
                        group.addTask {
                            try? await Task.sleep(for: wait)
                            return nil
                        }
                        isTicking = true
                    }
                    guard let first = try await group.next() else { return .stopped }
                    if let ended = first {
                        if case .outbox(let error) = ended.report { return .outboxLost(error) }
                        try shift.finish(ended.job, ended.report, status: ended.status, messages: ended.messages)
                    } else {
                        isTicking = false
                    }
                }
            }
        } catch let error as StoreError {
            throw error
        } catch {
            // The authorities could be read a moment ago.
            log.error("messenger.failed")
            return .stopped
        }
    }

    private static func perform(_ job: Job, _ carrier: Carrier) async -> Ended {
        switch job {
        case .probe:
            let outcome = await carrier.client.status()
            // A town hall that does not offer it has answered all the same.
            return Ended(job: job, report: outcome.failure ?? .done, status: outcome.answer)
        case .mailbox:
            let (report, count) = await MailboxCollection(
                outbox: carrier.outbox, client: carrier.client, time: carrier.time
            ).fetch()
            return Ended(job: job, report: report, messages: count)
        case .tryDisk:
            do throws(StoreError) {
                try carrier.outbox.write(try carrier.outbox.messengerStatus(), at: carrier.time())
                return Ended(job: job, report: .done)
            } catch {
                return Ended(job: job, report: Report(error))
            }
        case .deliver, .ask, .confirm:
            return Ended(job: job, report: await carrier.carry(job))
        }
    }
}

extension DeliveryPlan.Limits {
    /// Waits less, for tests.
    mutating func hurry(by factor: Int) {
        backoff.first /= factor
        backoff.cap /= factor
        backoff.floor /= factor
        firstAsk /= factor
        secondLook /= factor
        slowestAsk /= factor
        askPace /= factor
        firstAskPace /= factor
        probeEvery /= factor
        mailboxEvery /= factor
    }
}
