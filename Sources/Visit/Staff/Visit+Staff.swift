import Catalogue
import Forms

/// What becomes of the case between two visits: signing in and out, locking, drafts.
extension Visit {
    /// Whether staff have a screen of their own now, and no citizen's visit is open.
    package var isAtStaffDesk: Bool {
        switch stage {
        case .staff: true
        case .cardLeft: staff.member != nil
        default: false
        }
    }

    /// Whether what is typed goes past the visit into locked memory.
    package var typesPassphrase: Bool {
        guard overlay == nil, case .staff(.passphrase) = stage else { return false }
        return true
    }

    /// Whether the screen counts seconds.
    package var countsDown: Bool {
        guard case .staff(.passphrase(let entry)) = stage else { return false }
        return waitingTime(of: entry.member) > 0 || staff.waits[entry.member.id] == seconds
    }

    /// Seconds until a passphrase of this person counts.
    package func waitingTime(of member: StaffMember) -> Int { max(0, (staff.waits[member.id] ?? 0) - seconds) }

    /// Where one begins, and where a visit ends.
    var home: Stage {
        guard profile == .koffer else { return .welcome }
        return .staff(staff.member == nil ? .members : .desk)
    }

    mutating func handle(_ event: StaffEvent) -> [VisitEffect] {
        switch event {
        case .members(let members, let hint): return take(members, hint: hint)
        case .typed(let count):
            guard case .staff(.passphrase(var entry)) = stage else { break }
            lastInput = seconds
            entry.count = count
            if entry.notice != .waiting { entry.notice = nil }
            stage = .staff(.passphrase(entry))
        case .opened: return opened()
        case .refused(let failures): refused(failures)
        case .unusable:
            guard case .staff(.checking(let member)) = stage else { break }
            go(to: .staff(.passphrase(PassphraseEntry(member, notice: .unusable))))
        case .drafts(let drafts): staff.drafts = drafts
        case .appointments(let appointments): staff.appointments = appointments
        case .holdings(let holdings): staff.holdings = holdings
        case .condition(let condition): staff.condition = condition
        case .messages(let messages, let reference):
            // Whoever has left the screen since sees nothing of it.
            guard case .staff(.holding(reference, _)) = stage else { break }
            stage = .staff(.holding(reference, messages))
        case .suspended(let draft): staff.interrupted?.draft = draft
        case .draft(let entries): return goOn(with: entries)
        case .failed(let word): staff.notice = word
        }
        clampFocus()
        return []
    }

    private mutating func take(_ members: [StaffMember], hint: String?) -> [VisitEffect] {
        // Whoever has failed before waits again, however the device was restarted.
        for member in members where staff.waits[member.id] == nil {
            staff.waits[member.id] = seconds + SignInDelay.seconds(afterFailures: member.failures)
        }
        staff.members = members
        staff.hint = hint
        clampFocus()
        return []
    }

    /// What was told may have made a list shorter.
    private mutating func clampFocus() {
        guard isAtStaffDesk, overlay == nil else { return }
        focus = min(focus, max(0, targets.count - 1))
    }

    // MARK: Signing in

    /// Enter after the passphrase.
    mutating func submit(_ entry: PassphraseEntry) -> [VisitEffect] {
        var again = entry
        if entry.count == 0 {
            again.notice = .empty
        } else if waitingTime(of: entry.member) > 0 {
            again.notice = .waiting
        } else {
            go(to: .staff(.checking(entry.member)))
            return [.staff(.signIn(entry.member.id))]
        }
        stage = .staff(.passphrase(again))
        return []
    }

    private mutating func refused(_ failures: Int) {
        guard case .staff(.checking(let member)) = stage else { return }
        lastInput = seconds
        staff.waits[member.id] = seconds + SignInDelay.seconds(afterFailures: failures)
        go(to: .staff(.passphrase(PassphraseEntry(member, notice: .wrong))))
    }

    private mutating func opened() -> [VisitEffect] {
        guard case .staff(.checking(let member)) = stage else { return [] }
        lastInput = seconds
        staff.waits[member.id] = 0
        staff.member = member
        go(to: .staff(.desk))
        var effects: [VisitEffect] = [.staff(.look), .card(.prepare(CardReadingTask(fields: [], password: .can)))]
        // Locked in the middle of a case: on with it.
        if let interrupted = staff.interrupted, interrupted.member == member.id, let draft = interrupted.draft {
            effects.append(.staff(.open(draft)))
        }
        staff.interrupted = nil
        return effects
    }

    // MARK: Locking

    /// Nothing is left on screen or in memory; what was entered lies in the journal, and the passphrase opens it.
    mutating func lock() -> [VisitEffect] {
        guard let member = staff.member else { return [] }
        var effects = putAside()
        let isAtWork = !isAtStaffDesk
        effects += leave()
        staff.interrupted = isAtWork ? StaffState.Interruption(member: member.id) : nil
        go(to: .staff(.passphrase(PassphraseEntry(member, isLocked: true))))
        return effects + [.staff(.signOut)]
    }

    mutating func signOut() -> [VisitEffect] {
        staff.interrupted = nil
        return leave() + [.staff(.signOut)]
    }

    /// Puts the visit aside, to be gone on with from the list of drafts.
    mutating func suspend() -> [VisitEffect] {
        let effects = putAside()
        reset()
        return effects + [.staff(.look)]
    }

    /// What was typed last is written down too.
    private mutating func putAside() -> [VisitEffect] {
        guard !isAtStaffDesk else { return [] }
        return keepDraft() + [.staff(.suspend)]
    }

    /// Forgets who was signed in, and what only that person may see.
    private mutating func leave() -> [VisitEffect] {
        staff.member = nil
        (staff.drafts, staff.appointments, staff.notice) = ([], [], nil)
        staff.holdings = Holdings()
        reset()
        return [.staff(.forget)]
    }

    /// Whether what was entered can be put aside.
    package var canBePutAside: Bool {
        guard staff.member != nil, !changesPIN else { return false }
        switch stage {
        case .identification, .card, .step, .errors, .review, .declaration, .note, .stopped: return form != nil
        default: return false
        }
    }

    /// Time passes for staff: nobody is wiped away, the device is locked.
    mutating func staffTimePassed() -> [VisitEffect] {
        let timeouts = configuration.terminal.timeouts
        guard staff.member != nil else {
            // A passphrase half typed is not left for the next.
            guard case .staff(.passphrase) = stage, seconds - lastInput >= timeouts.idle else { return [] }
            go(to: .staff(.members))
            return [.staff(.forget)]
        }
        if case .idle(let until) = overlay { return seconds >= until ? lock() : [] }
        guard seconds - lastInput >= timeouts.staffIdle else { return [] }
        if isAtStaffDesk { return lock() }
        open(.idle(until: seconds + timeouts.warning))
        return []
    }

    // MARK: Drafts

    /// On with a draft where it stopped.
    private mutating func goOn(with entries: [JournalEntry]) -> [VisitEffect] {
        guard isAtStaffDesk, staff.member != nil else { return [.staff(.suspend)] }
        guard replay(entries) else {
            reset()
            staff.notice = .outdated
            return [.staff(.suspend)]
        }
        lastInput = seconds
        guard identificationRule == .none || form?.identification != nil else { return beginIdentification() }
        return continueForm()
    }
}
