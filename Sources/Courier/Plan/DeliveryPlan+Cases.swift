/// What is due of which case, and what came of it.
extension DeliveryPlan {
    func bound(of stage: Entry.Stage) -> Int {
        switch stage {
        case .deliver: limits.deliveries
        case .ask: limits.asks
        case .confirm: limits.confirmations
        }
    }

    func runningCount(_ stage: Entry.Stage) -> Int {
        running.count { $0.reference.flatMap { entries[$0]?.stage } == stage }
    }

    mutating func start(_ job: Job, _ effects: inout [Effect]) {
        guard running.insert(job).inserted else { return }
        effects.append(.start(job))
    }

    mutating func schedule(_ reference: String, _ entry: Entry) {
        entries[reference] = entry
        queues[entry.stage, default: TimeQueue()].insert(reference, at: entry.due)
    }

    mutating func takeDue(_ stage: Entry.Stage, at now: Duration) -> String? {
        while let first = queues[stage]?.first, first.time <= now {
            _ = queues[stage]?.removeFirst()
            guard let entry = entries[first.name], entry.stage == stage, entry.due == first.time, !entry.isRunning,
                undecided[first.name] == nil
            else { continue }
            return first.name
        }
        return nil
    }

    func wait(
        _ entry: Entry, _ retryAfter: Int?, using random: inout some RandomNumberGenerator
    ) -> Duration {
        max(limits.backoff.wait(after: entry.failures, using: &random), .seconds(retryAfter ?? 0))
    }

    mutating func release(_ reference: String, at now: Duration) {
        guard var entry = entries[reference] else { return }
        entry.due = now
        schedule(reference, entry)
    }

    mutating func ended(
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
            entry = Entry(stage: .ask, due: now + max(limits.firstAsk, limits.firstAskPace * entries.asking))
            awaitAnswer(reference, &entry, at: now)
            schedule(reference, entry)
        case .unanswered(let isWrong):
            entry.failures = 0
            entry.wrongReceipts = isWrong ? entry.wrongReceipts + 1 : 0
            if let regular = entry.regular, regular > now, !isWrong, entry.look == .first {
                // The answer before it came just now: this one is not far.
                entry.look = .second
                entry.due = min(regular, now + limits.secondLook)
                schedule(reference, entry)
            } else {
                // One that the desk cannot judge stands behind the others from now on.
                let look = entry.look
                if look == .second { entry.since = now }
                entry.regular = nil
                entry.look = .first
                entry.asks += 1
                entry.due = now + askWait(entry)
                awaitAnswer(reference, &entry, at: now)
                schedule(reference, entry)
                if look == .second { bringForward(at: now, as: .only) }
            }
            if entry.wrongReceipts == 1 { return [.noteWrongReceipt(reference: reference)] }
            if entry.wrongReceipts >= limits.wrongReceipts { return [.setAsideForReceipt(reference: reference)] }
        case .lost:
            // At once the first time; a town hall that loses it again and again is not asked without a pause.
            let failures = entry.failures + 1
            entry = Entry(stage: .deliver, due: now)
            entry.failures = failures
            if failures > 1 { entry.due += wait(entry, nil, using: &random) }
            schedule(reference, entry)
        case .failed(_, let retryAfter):
            // Whatever failed: another may be brought forward in its place.
            entry.regular = nil
            entry.look = .first
            entries[reference] = entry
            undecided[reference] = Doubt(retryAfter: retryAfter)
            if link == .up { link = .suspect }
        case .finished, .more, .notOffered, .disk, .outbox:
            entries[reference] = nil
            if entry.stage == .ask { bringForward(at: now) }
        }
        return []
    }

    mutating func awaitAnswer(_ reference: String, _ entry: inout Entry, at now: Duration) {
        guard !entry.isUnanswered else { return }
        entry.isUnanswered = true
        entry.since = entry.since ?? now
        unanswered.insert(reference, at: entry.since ?? now)
    }

    /// One answer brings the next question forward: the desk works in the order in which cases came.
    mutating func bringForward(at now: Duration, as look: Entry.Look = .first) {
        guard entries.broughtForward < limits.broughtForward else { return }
        while let first = unanswered.removeFirst() {
            guard var entry = entries[first.name], entry.stage == .ask, entry.isUnanswered else { continue }
            entry.isUnanswered = false
            entries[first.name] = entry
            // Of those that are being asked about, or will be at once, each comes back where it has no answer.
            guard !entry.isRunning, undecided[first.name] == nil, entry.due > now else { continue }
            entry.regular = entry.due
            entry.look = look
            entry.due = now
            schedule(first.name, entry)
            return
        }
    }

    func askWait(_ entry: Entry) -> Duration {
        let wait = min(limits.slowestAsk, limits.firstAsk * (1 << min(entry.asks, 10)))
        return max(
            wait, entry.asks >= 6 ? limits.askPace * entries.all.count : limits.firstAskPace * entries.asking)
    }
}
