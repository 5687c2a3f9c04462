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

    /// A failure that may be the network's or the case's.
    struct Doubt: Sendable {
        /// Seconds.
        let retryAfter: Int?
    }

    package var limits = Limits()
    /// Whether there is a way to the town hall.
    package internal(set) var link = Link.down(failures: 0, until: .zero)
    /// What is wrong with the disk, or was until a moment ago: what fits once need not fit twice.
    package internal(set) var disk: MessengerStatus.Trouble?
    /// What is being done.
    package internal(set) var running: Set<Job> = []
    var linkTrouble: MessengerStatus.Trouble?
    var told: MessengerStatus.Trouble??
    var entries = Entries()
    var queues: [Entry.Stage: TimeQueue] = [:]
    /// Cases that wait for an answer, in the order in which they were delivered, until one is asked about for another's sake.
    var unanswered = TimeQueue()
    /// Cases that failed, until a probe tells whose fault it was.
    var undecided: [String: Doubt] = [:]
    /// Those of them that the running probe decides about.
    var judged: [String: Doubt] = [:]
    var isDiskBlocked = false
    var diskFailures = 0
    var diskDue = Duration.zero
    var probeDue = Duration.zero
    var mailboxDue = Duration.zero
    var isMailboxTried = false

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
            if stage == .ask { awaitAnswer(glimpse.reference, &entry, at: now) }
            schedule(glimpse.reference, entry)
        }
        for (reference, entry) in entries.all where !known.contains(reference) && !entry.isRunning {
            entries[reference] = nil
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
        case .up: return isMailboxTried && entries.all.values.allSatisfy(\.wasTried)
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
