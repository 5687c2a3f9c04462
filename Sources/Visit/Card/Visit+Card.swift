import Catalogue
import Forms

/// What becomes of a visit when the reader or the card tells something.
extension Visit {
    mutating func handle(_ event: CardEvent) -> [VisitEffect] {
        switch event {
        case .terminal(let terminal):
            card.terminal = terminal
            // The card is the shorter way; whoever types is in the field at once.
            if goesOnByCard, overlay == nil, focus == 0, draft.pad == nil, draft.fields.first?.isEmpty == true {
                focus = targets.firstIndex { $0.intent == .useCard } ?? 0
            }
        case .practice(let cards): card.practice = cards
        case .practiceInserted(let id): card.inserted = id
        case .found(let pin, let hasPad): return found(pin, hasPad: hasPad)
        case .removed: return cardRemoved()
        case .typed(let count): typed(count)
        case .progress(let progress):
            guard case .card(.working) = stage else { break }
            // Whoever waits for the card is not idle.
            lastInput = seconds
            stage = .card(.working(progress))
        case .read(let applicant): return read(applicant)
        case .refused(let secret, let refusal): return refused(secret, refusal)
        case .unequal: return ask(.newPIN, notice: .unequal)
        case .changed:
            guard case .card(.working) = stage else { break }
            go(to: .card(.changed))
        case .stopped(let obstacle): return stopped(by: obstacle)
        }
        return []
    }

    /// What the reader tells of a card, or of itself.
    private mutating func stopped(by obstacle: CardObstacle) -> [VisitEffect] {
        switch obstacle {
        // Something lies in the reader all the same.
        case .unknownCard: card.isIn = true
        case .readerGone where stage == .cardLeft: return leftCardWasTaken()
        default: break
        }
        return obstructed(by: obstacle)
    }

    /// Now the next may begin.
    private mutating func leftCardWasTaken() -> [VisitEffect] {
        reset()
        return [.card(.release)]
    }

    /// The secret whose digits are typed now; they go past the visit.
    package var secretBeingTyped: CardSecret? {
        guard overlay == nil, case .card(.secret(let entry)) = stage else { return nil }
        return entry.secret
    }

    /// Whether ▼ takes back the last digit rather than reading on.
    package var erasesSecretByDown: Bool {
        (secretBeingTyped != nil || typesPassphrase) && scroll >= pages.below
    }

    private mutating func typed(_ count: Int) {
        guard case .card(.secret(var entry)) = stage else { return }
        lastInput = seconds
        entry.count = count
        entry.notice = nil
        stage = .card(.secret(entry))
    }

    // MARK: The card in the reader

    private mutating func found(_ pin: CardPIN, hasPad: Bool) -> [VisitEffect] {
        card.isIn = true
        guard stage == .card(.insert) else { return [] }
        lastInput = seconds
        card.isSuspended = pin == .suspended
        guard readsWithPIN || changesPIN else {
            return hasPad ? onPad() : ask(.can)
        }
        switch pin {
        case .switchedOff: return obstructed(by: .switchedOff)
        case .blocked: return obstructed(by: .blocked)
        // The last try is typed here: the CAN comes before it.
        case .suspended: return ask(.can, notice: .lastTry)
        case .usable(let left):
            if hasPad { return onPad() }
            return ask(changesPIN ? .oldPIN : .pin, notice: left.map { .wrongPIN(triesLeft: $0) })
        }
    }

    private mutating func onPad() -> [VisitEffect] {
        go(to: .card(.pad))
        return [.card(changesPIN ? .changePIN(onPad: true) : .read(readingTask, onPad: true))]
    }

    /// Asks for a secret, beginning with nothing typed of it.
    mutating func ask(_ secret: CardSecret, notice: CardNotice? = nil) -> [VisitEffect] {
        guard isWithCard else { return [] }
        go(to: .card(.secret(CardEntry(secret, notice: notice))))
        return []
    }

    private mutating func cardRemoved() -> [VisitEffect] {
        card.isIn = false
        switch stage {
        case .card(.secret), .card(.pad), .card(.working): return obstructed(by: .removed)
        case .card(.take): return cardWasTaken()
        case .cardLeft: return leftCardWasTaken()
        default: return []
        }
    }

    private mutating func refused(_ secret: CardSecret, _ refusal: CardRefusal) -> [VisitEffect] {
        guard isWithCard else { return [] }
        switch (refusal, secret) {
        case (.wrong, .can): return [.card(.forget)] + ask(.can, notice: .wrongCAN)
        case (.wrong(triesLeft: 0?), _), (.blocked, _): return obstructed(by: .blocked)
        // After the CAN there was one try.
        case (.wrong, _) where card.isSuspended: return obstructed(by: .blocked)
        case (.wrong(triesLeft: 1?), _), (.suspended, _):
            card.isSuspended = true
            return [.card(.forget)] + ask(.can, notice: .lastTry)
        case (.wrong(let left), _):
            return [.card(.forget)] + ask(changesPIN ? .oldPIN : .pin, notice: .wrongPIN(triesLeft: left))
        case (.switchedOff, _): return obstructed(by: .switchedOff)
        case (.abandoned, _): return obstructed(by: .abandoned)
        case (.notPermitted, _): return obstructed(by: .notAccepted)
        }
    }

    /// It does not go on with this card: what was typed is wiped.
    mutating func obstructed(by obstacle: CardObstacle) -> [VisitEffect] {
        guard isWithCard else { return [] }
        go(to: .card(.stopped(obstacle)))
        return [.card(.forget)]
    }

    private mutating func read(_ applicant: Applicant) -> [VisitEffect] {
        switch stage {
        case .card(.working), .card(.pad): break
        default: return []
        }
        if card.proof != nil { return prove(applicant) }
        if let household = card.household {
            let effects = takePersonCard(applicant, for: household)
            go(to: .card(.read))
            return effects + [.card(.forget)]
        }
        let method: Service.Identification = readsWithPIN ? .eid : .onSite
        let effects =
            apply(.card(applicant)) + apply(.identified(IdentificationNote(method: method, date: today)))
        go(to: .card(.read))
        return effects + [.card(.forget)]
    }

    /// Whether what happens to the card now matters.
    private var isWithCard: Bool {
        switch stage {
        case .card(.insert), .card(.secret), .card(.pad), .card(.working): true
        default: false
        }
    }
}
