import Logging
import Store
import SubmissionAPI
import SubmissionClient

/// One stretch of work on an open outbox: the plan, and what it is told about outbox, network and clocks.
struct Shift: Sendable {
    private let outbox: Outbox
    private let log: Logger
    private let time: @Sendable () -> StoreTime
    private let begin = ContinuousClock.now
    private var random = SystemRandomNumberGenerator()
    private(set) var plan = DeliveryPlan()
    private var status: MessengerStatus
    private var notes: [MessengerNote] = []
    private var isChanged = true
    private var lastVersion: Int?
    private var lastWish: Int64?
    private var lastNetwork = NetworkGlimpse.now()
    private var lastLook: Duration?
    private var lastTidy: Duration?
    private var lastWrite: Duration = .zero

    init(
        _ outbox: Outbox, limits: DeliveryPlan.Limits, log: Logger, time: @escaping @Sendable () -> StoreTime
    ) throws(StoreError) {
        self.outbox = outbox
        self.log = log
        self.time = time
        plan.limits = limits
        status = try outbox.messengerStatus()
        lastWish = try outbox.lastWish()
        status.isRunning = true
        notes = [.started]
        log.info("messenger.started")
    }

    private var now: Duration { begin.duration(to: .now) }

    var isWantedBack: Bool { outbox.isWantedBack }
    var trouble: MessengerStatus.Trouble? { status.trouble }

    /// Until there is something to do.
    var wait: Duration { plan.wake().map { $0 - now } ?? .seconds(3600) }

    func carrier(_ client: SubmissionClient, _ receipts: ReceiptKeys) -> Carrier {
        Carrier(outbox: outbox, client: client, receipts: receipts, epoch: status.epoch, log: log, time: time)
    }

    /// Looks whether the outbox or the network has changed.
    /// - Returns: Whether there is another network, through which new connections must be made.
    mutating func look() throws(StoreError) -> Bool {
        guard lastLook.map({ now - $0 >= .milliseconds(200) }) ?? true else { return false }
        lastLook = now
        let version = try outbox.dataVersion()
        if version != lastVersion {
            lastVersion = version
            try list()
            // Somebody does not want to wait for the next try.
            let wish = try outbox.lastWish()
            if wish != lastWish { plan.networkCame(at: now) }
            lastWish = wish
        }
        let network = NetworkGlimpse.now()
        defer { lastNetwork = network }
        guard network.hasNews(since: lastNetwork) else { return false }
        log.info("network.came", metadata: ["addresses": "\(network.addresses.count)"])
        plan.networkCame(at: now)
        return true
    }

    private mutating func list() throws(StoreError) {
        plan.list(try outbox.glimpses(epoch: status.epoch), at: now)
    }

    /// What is to be started now. Also does what is due by itself.
    mutating func next() throws(StoreError) -> [Job] {
        try tidy()
        let jobs = try perform(plan.next(at: now))
        writeStatus()
        return jobs
    }

    /// Takes down what came of a job.
    mutating func finish(
        _ job: Job, _ report: Report, status answer: ServiceStatus?, messages: Int
    ) throws(StoreError) {
        if messages > 0 {
            notes.append(.messagesStored(messages))
            isChanged = true
        }
        if let epoch = answer?.epoch.description, epoch != status.epoch {
            // The first epoch is none that was lost; cases from before one was known are asked about all the same.
            if status.epoch != nil {
                notes.append(.newEpoch)
                log.notice("town_hall.new_epoch")
            }
            status.epoch = epoch
            isChanged = true
            try list()
        }
        if case .failed(let trouble, _) = report {
            log.debug("job.failed", metadata: ["trouble": "\(trouble.rawValue)"])
        }
        _ = try perform(plan.finish(job, report, at: now, using: &random))
    }

    private mutating func perform(_ effects: [DeliveryPlan.Effect]) throws(StoreError) -> [Job] {
        var jobs: [Job] = []
        for effect in effects {
            switch effect {
            case .start(let job): jobs.append(job)
            case .count(let reference): step(.failed, reference)
            case .setAsideForReceipt(let reference):
                log.warning("case.set_aside", metadata: ["reason": "\(SetAsideReason.wrongReceipt.rawValue)"])
                step(.setAside(.wrongReceipt), reference)
            case .noteWrongReceipt(let reference):
                notes.append(.receiptRefused(reference: reference))
                isChanged = true
            case .contact: status.lastContact = time().wall
            case .tell(let trouble): tell(trouble)
            }
        }
        return jobs
    }

    /// What cannot be written down here is only a count or a reason; the case itself is as it was and is tried again.
    private func step(_ step: DeliveryStep, _ reference: String) {
        do throws(StoreError) {
            try outbox.take(step, of: reference, at: time())
        } catch {
            log.debug("step.not_written", metadata: ["error": "\(error)"])
        }
    }

    private mutating func tell(_ trouble: MessengerStatus.Trouble?) {
        guard trouble != status.trouble else { return }
        if let trouble {
            log.notice("messenger.hindered", metadata: ["trouble": "\(trouble.rawValue)"])
            notes.append(.hindered(trouble))
        } else {
            log.notice("messenger.unhindered")
            notes.append(.unhindered)
        }
        status.trouble = trouble
        status.since = trouble == nil ? nil : time().wall
        isChanged = true
    }

    /// Where the disk does not take it, it is written another time.
    private mutating func writeStatus() {
        // A sign of life a minute is enough: each is a write to the disk.
        guard isChanged || now - lastWrite >= .seconds(60) else { return }
        do throws(StoreError) {
            try outbox.write(status, noting: notes, at: time())
            isChanged = false
            notes = []
            lastWrite = now
        } catch {
            notes = Array(notes.suffix(20))
            log.debug("status.not_written", metadata: ["error": "\(error)"])
        }
    }

    /// Deletes what was kept for seven days, every hour.
    private mutating func tidy() throws(StoreError) {
        guard lastTidy.map({ now - $0 >= .seconds(3600) }) ?? true else { return }
        lastTidy = now
        do throws(StoreError) {
            try outbox.removeKept(at: time())
        } catch {
            log.warning("outbox.not_tidied", metadata: ["error": "\(error)"])
        }
    }

    /// Writes down that it stops.
    mutating func close() {
        status.isRunning = false
        notes.append(.stopped)
        isChanged = true
        writeStatus()
        log.info("messenger.stopped")
    }
}
