package import Store

/// When the messenger does what: a value that is told what happened and says what to do next. It knows no clock, no network
/// and no disk.
///
/// A failure is the network's until a probe has arrived: then it was the case's own, which waits, while all others go on.
package struct DeliveryPlan: Sendable {
    /// What to do.
    package enum Effect: Hashable, Sendable {
        case start(Job)
        /// A failure of the case's own is written down.
        case count(reference: String)
        /// A receipt was not believed, the first time.
        case noteWrongReceipt(reference: String)
        /// No receipt is believed, again and again: a person must look.
        case setAsideForReceipt(reference: String)
        /// How it stands has changed.
        case tell(MessengerStatus.Trouble?)
        /// The town hall was reached.
        case contact
    }

    /// Whether there is a way to the town hall.
    package enum Link: Hashable, Sendable {
        /// A probe is due at this time; so many have failed.
        case down(failures: Int, until: Duration)
        /// Something failed, and a probe will tell what.
        case suspect
        case up
    }

    /// What the plan knows of a case.
    private struct Entry: Sendable {
        enum Stage: Hashable, CaseIterable { case deliver, ask, confirm }

        var stage: Stage
        var due: Duration
        var isRunning = false
        /// Failures of its own in a row.
        var failures = 0
        var asks = 0
        /// When it would have been asked about, had another's answer not brought that forward.
        var regular: Duration?
        /// Since when it waits for an answer.
        var since: Duration?
        /// Whether it stands among those that an answer brings forward.
        var isUnanswered = false
        var wrongReceipts = 0
        var wasTried = false
    }

    /// A failure that may be the network's or the case's.
    private struct Doubt: Sendable {
        /// Seconds.
        let retryAfter: Int?
    }

    package var limits = Limits()
    /// Whether there is a way to the town hall.
    package private(set) var link = Link.down(failures: 0, until: .zero)
    /// What is wrong with the disk, or was until a moment ago: what fits once need not fit twice.
    package private(set) var disk: MessengerStatus.Trouble?
    /// What is being done.
    package private(set) var running: Set<Job> = []
    private var linkTrouble: MessengerStatus.Trouble?
    private var told: MessengerStatus.Trouble??
    private var entries: [String: Entry] = [:]
    private var queues: [Entry.Stage: TimeQueue] = [:]
    /// Cases that wait for an answer, and those of them that are not being asked about, in the order in which they were
    /// delivered.
    private var awaiting: Set<String> = []
    private var unanswered = TimeQueue()
    /// Cases that failed, until a probe tells whose fault it was.
    private var undecided: [String: Doubt] = [:]
    /// Those of them that the running probe decides about.
    private var judged: [String: Doubt] = [:]
    private var isDiskBlocked = false
    private var diskFailures = 0
    private var diskDue = Duration.zero
    private var probeDue = Duration.zero
    private var mailboxDue = Duration.zero
    private var isMailboxTried = false

    /// Knows nothing yet.
    package init() {}

    /// Takes over what the outbox holds: forgets what is not in it any more, learns what is new.
    package mutating func list(_ glimpses: [OutboxGlimpse], at now: Duration) {
        var known: Set<String> = []
        for glimpse in glimpses {
            known.insert(glimpse.reference)
            let stage: Entry.Stage =
                switch glimpse.state {
                case .submitted: .ask
                case .accepted, .rejected: .confirm
                case .sealed, .created, .uploading: .deliver
                }
            if let entry = entries[glimpse.reference], entry.isRunning || entry.stage == stage { continue }
            var entry = Entry(stage: stage, due: now)
            entry.failures = stage == .deliver ? glimpse.attempts : 0
            awaiting.remove(glimpse.reference)
            if stage == .ask { awaitAnswer(glimpse.reference, &entry, at: now) }
            schedule(glimpse.reference, entry)
        }
        for (reference, entry) in entries where !known.contains(reference) && !entry.isRunning {
            entries[reference] = nil
            awaiting.remove(reference)
            undecided[reference] = nil
            judged[reference] = nil
        }
    }

    /// A network has come, or another one: whatever was waited for is tried at once.
    package mutating func networkCame(at now: Duration) {
        switch link {
        case .down: link = .down(failures: 0, until: now)
        case .up: link = .suspect
        case .suspect: break
        }
    }

    /// Says what is to be done now.
    package mutating func next(at now: Duration) -> [Effect] {
        var effects: [Effect] = []
        if disk != nil {
            if now >= diskDue { start(.tryDisk, &effects) }
            if isDiskBlocked { return effects }
        }
        switch link {
        case .down(_, let until):
            if now >= until { probe(&effects) }
            return effects
        case .suspect:
            probe(&effects)
            return effects
        case .up:
            if now >= probeDue { probe(&effects) }
        }
        if now >= mailboxDue { start(.mailbox, &effects) }
        for stage in Entry.Stage.allCases {
            var (count, bound) = (runningCount(stage), bound(of: stage))
            // Behind a disk that was full one case goes ahead: each that cannot be written down leaves something behind
            // at the town hall.
            if disk != nil { bound = 1 }
            while count < bound, let reference = takeDue(stage, at: now) {
                let job: Job =
                    switch stage {
                    case .deliver: .deliver(reference)
                    case .ask: .ask(reference)
                    case .confirm: .confirm(reference)
                    }
                entries[reference]?.isRunning = true
                entries[reference]?.wasTried = true
                start(job, &effects)
                count += 1
            }
        }
        return effects
    }

    /// When there will be something to do, if nothing happens before; nothing where only an event can tell.
    package func wake() -> Duration? {
        if isDiskBlocked { return running.contains(.tryDisk) ? nil : diskDue }
        switch link {
        case .down(_, let until): return running.contains(.probe) ? nil : until
        case .suspect: return running.contains(.probe) ? nil : .zero
        case .up:
            // Where all hands are full only the end of a job frees one.
            var times = Entry.Stage.allCases.compactMap { stage in
                runningCount(stage) < bound(of: stage) ? queues[stage]?.first?.time : nil
            }
            if !running.contains(.probe) { times.append(probeDue) }
            if !running.contains(.mailbox) { times.append(mailboxDue) }
            if disk != nil, !running.contains(.tryDisk) { times.append(diskDue) }
            return times.min()
        }
    }

    /// Whether everything that can be done now was done, each case tried at least once: for a single round.
    package var isRoundOver: Bool {
        guard running.isEmpty else { return false }
        if isDiskBlocked { return true }
        switch link {
        case .down(let failures, _): return failures > 0
        case .suspect: return false
        case .up: return isMailboxTried && entries.values.allSatisfy(\.wasTried)
        }
    }

    /// Takes down what came of a job.
    /// - Parameters:
    ///   - job: One that was started.
    ///   - report: What came of it.
    ///   - now: Since the plan began.
    ///   - random: Where jitter comes from.
    /// - Returns: What is to be done besides; ask `next` for new jobs.
    package mutating func finish(
        _ job: Job, _ report: Report, at now: Duration, using random: inout some RandomNumberGenerator
    ) -> [Effect] {
        running.remove(job)
        if case .disk(let trouble) = report {
            return diskFailed(job, trouble, at: now, using: &random)
        }
        switch job {
        case .probe: return probed(report, at: now, using: &random)
        case .mailbox: return fetched(report, at: now, using: &random)
        case .tryDisk:
            guard report == .done else { return [] }
            if !isDiskBlocked { return diskWorks() }
            isDiskBlocked = false
            diskDue = now + limits.probeEvery
            return []
        case .deliver(let reference), .ask(let reference), .confirm(let reference):
            guard var entry = entries[reference] else { return [] }
            entry.isRunning = false
            entries[reference] = entry
            let effects = report == .done || report == .finished ? diskWorks() : []
            return effects + ended(reference, entry, report, at: now, using: &random)
        }
    }
}

extension DeliveryPlan {
    private func bound(of stage: Entry.Stage) -> Int {
        switch stage {
        case .deliver: limits.deliveries
        case .ask: limits.asks
        case .confirm: limits.confirmations
        }
    }

    private func runningCount(_ stage: Entry.Stage) -> Int {
        running.count { $0.reference.flatMap { entries[$0]?.stage } == stage }
    }

    private mutating func start(_ job: Job, _ effects: inout [Effect]) {
        guard running.insert(job).inserted else { return }
        effects.append(.start(job))
    }

    private mutating func probe(_ effects: inout [Effect]) {
        guard !running.contains(.probe) else { return }
        judged = undecided
        start(.probe, &effects)
    }

    private mutating func schedule(_ reference: String, _ entry: Entry) {
        entries[reference] = entry
        queues[entry.stage, default: TimeQueue()].insert(reference, at: entry.due)
    }

    private mutating func takeDue(_ stage: Entry.Stage, at now: Duration) -> String? {
        while let first = queues[stage]?.first, first.time <= now {
            _ = queues[stage]?.removeFirst()
            guard let entry = entries[first.name], entry.stage == stage, entry.due == first.time, !entry.isRunning,
                undecided[first.name] == nil
            else { continue }
            return first.name
        }
        return nil
    }

    private mutating func tell() -> [Effect] {
        let trouble: MessengerStatus.Trouble? = disk ?? linkTrouble
        guard told != .some(trouble) else { return [] }
        told = .some(trouble)
        return [.tell(trouble)]
    }

    private mutating func diskFailed(
        _ job: Job, _ trouble: MessengerStatus.Trouble, at now: Duration,
        using random: inout some RandomNumberGenerator
    ) -> [Effect] {
        if let reference = job.reference, var entry = entries[reference] {
            entry.isRunning = false
            entry.due = now
            schedule(reference, entry)
        }
        // Several jobs meet the same full disk.
        if !isDiskBlocked || job == .tryDisk {
            diskFailures += 1
            diskDue = now + limits.backoff.wait(after: diskFailures, using: &random)
        }
        disk = trouble
        isDiskBlocked = true
        return tell()
    }

    private mutating func diskWorks() -> [Effect] {
        guard disk != nil, !isDiskBlocked else { return [] }
        disk = nil
        diskFailures = 0
        return tell()
    }

    private mutating func probed(
        _ report: Report, at now: Duration, using random: inout some RandomNumberGenerator
    ) -> [Effect] {
        let decided = judged
        judged = [:]
        if case .failed(let trouble, let retryAfter) = report {
            for reference in decided.keys { undecided[reference] = nil }
            for reference in decided.keys { release(reference, at: now) }
            let failures: Int = if case .down(let failures, _) = link { failures + 1 } else { 1 }
            var wait = limits.backoff.wait(after: failures, using: &random)
            if let retryAfter { wait = max(wait, .seconds(retryAfter)) }
            link = .down(failures: failures, until: now + wait)
            linkTrouble = trouble
            return tell()
        }
        var effects: [Effect] = [.contact]
        if case .down = link { mailboxDue = now }
        linkTrouble = nil
        link = .up
        probeDue = now + limits.probeEvery
        for (reference, doubt) in decided.sorted(by: { $0.key < $1.key }) {
            undecided[reference] = nil
            guard var entry = entries[reference] else { continue }
            entry.failures += 1
            entry.due = now + wait(entry, doubt.retryAfter, using: &random)
            schedule(reference, entry)
            if entry.stage != .confirm { effects.append(.count(reference: reference)) }
        }
        if !undecided.isEmpty { link = .suspect }
        return effects + tell()
    }

    private func wait(
        _ entry: Entry, _ retryAfter: Int?, using random: inout some RandomNumberGenerator
    ) -> Duration {
        max(limits.backoff.wait(after: entry.failures, using: &random), .seconds(retryAfter ?? 0))
    }

    private mutating func release(_ reference: String, at now: Duration) {
        guard var entry = entries[reference] else { return }
        entry.due = now
        schedule(reference, entry)
    }

    private mutating func fetched(
        _ report: Report, at now: Duration, using random: inout some RandomNumberGenerator
    ) -> [Effect] {
        isMailboxTried = true
        switch report {
        case .more: mailboxDue = now
        case .notOffered: mailboxDue = now + limits.mailboxNotOfferedEvery
        case .failed:
            if link == .up { link = .suspect }
            // Where the town hall is there all the same, the mailbox alone is what does not work.
            mailboxDue = now + limits.mailboxEvery
        default: mailboxDue = now + limits.mailboxEvery
        }
        return []
    }

    private mutating func ended(
        _ reference: String, _ entry: Entry, _ report: Report, at now: Duration,
        using random: inout some RandomNumberGenerator
    ) -> [Effect] {
        var entry = entry
        switch report {
        case .done:
            // Delivered, and now the answer is waited for; or known again.
            guard entry.stage != .confirm else {
                entries[reference] = nil
                return []
            }
            entry = Entry(stage: .ask, due: now + max(limits.firstAsk, limits.firstAskPace * awaiting.count))
            awaitAnswer(reference, &entry, at: now)
            schedule(reference, entry)
        case .unanswered(let isWrong):
            entry.failures = 0
            let regular = entry.regular
            entry.regular = nil
            if let regular, regular > now, !isWrong {
                // The answer before it came just now: this one is not far.
                entry.due = min(regular, now + limits.firstAsk)
            } else {
                entry.asks += 1
                entry.due = now + askWait(entry)
            }
            entry.wrongReceipts = isWrong ? entry.wrongReceipts + 1 : 0
            awaitAnswer(reference, &entry, at: now)
            schedule(reference, entry)
            if entry.wrongReceipts == 1 { return [.noteWrongReceipt(reference: reference)] }
            if entry.wrongReceipts >= limits.wrongReceipts { return [.setAsideForReceipt(reference: reference)] }
        case .lost:
            // At once the first time; a town hall that loses it again and again is not asked without a pause.
            let failures = entry.failures + 1
            awaiting.remove(reference)
            entry = Entry(stage: .deliver, due: now)
            entry.failures = failures
            if failures > 1 { entry.due += wait(entry, nil, using: &random) }
            schedule(reference, entry)
        case .failed(_, let retryAfter):
            undecided[reference] = Doubt(retryAfter: retryAfter)
            if link == .up { link = .suspect }
        case .finished, .more, .notOffered, .disk, .outbox:
            entries[reference] = nil
            awaiting.remove(reference)
            if entry.stage == .ask { bringForward(at: now) }
        }
        return []
    }

    private mutating func awaitAnswer(_ reference: String, _ entry: inout Entry, at now: Duration) {
        guard !entry.isUnanswered else { return }
        awaiting.insert(reference)
        entry.isUnanswered = true
        entry.since = entry.since ?? now
        unanswered.insert(reference, at: entry.since ?? now)
    }

    /// One answer brings the next question forward: the desk works in the order in which cases came.
    private mutating func bringForward(at now: Duration) {
        while let first = unanswered.removeFirst() {
            guard var entry = entries[first.name], entry.stage == .ask, entry.isUnanswered else { continue }
            entry.isUnanswered = false
            entries[first.name] = entry
            // Of those that are being asked about, or will be at once, each comes back where it has no answer.
            guard !entry.isRunning, undecided[first.name] == nil, entry.due > now else { continue }
            entry.regular = entry.due
            entry.due = now
            schedule(first.name, entry)
            return
        }
    }

    private func askWait(_ entry: Entry) -> Duration {
        let wait = min(limits.slowestAsk, limits.firstAsk * (1 << min(entry.asks, 10)))
        return max(
            wait, entry.asks >= 6 ? limits.askPace * entries.count : limits.firstAskPace * awaiting.count)
    }
}
