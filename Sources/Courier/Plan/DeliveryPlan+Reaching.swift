internal import Store

/// Whether the town hall can be reached and the disk takes anything.
extension DeliveryPlan {
    mutating func probe(_ effects: inout [Effect]) {
        guard !running.contains(.probe) else { return }
        judged = undecided
        start(.probe, &effects)
    }

    mutating func probed(
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

    mutating func fetched(
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

    mutating func tell() -> [Effect] {
        let trouble: MessengerStatus.Trouble? = disk ?? linkTrouble
        guard told != .some(trouble) else { return [] }
        told = .some(trouble)
        return [.tell(trouble)]
    }

    mutating func diskFailed(
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

    mutating func diskWorks() -> [Effect] {
        guard disk != nil, !isDiskBlocked else { return [] }
        disk = nil
        diskFailures = 0
        return tell()
    }
}
