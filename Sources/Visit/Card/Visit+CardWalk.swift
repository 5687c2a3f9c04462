package import Catalogue
import Forms

/// The way through an identification by card, and through a change of the PIN.
extension Visit {
    /// How it has to be established who applies.
    package var identificationRule: Service.Identification { service?.identification[profile] ?? .none }

    /// Whether the program itself offers what was chosen.
    package var changesPIN: Bool { service?.kind == .changePIN }

    /// Whether the holder opens the card, rather than staff with the CAN.
    var readsWithPIN: Bool { identificationRule == .eid || identificationRule == .eidOrDeclaration }

    var readingTask: CardReadingTask {
        CardReadingTask(fields: service?.cardFields ?? [], password: readsWithPIN ? .pin : .can)
    }

    /// Whether one may go on without a card, and so by what one says, or staff see.
    package var goesOnWithoutCard: Bool {
        !changesPIN && card.proof == nil
            && (identificationRule == .eidOrDeclaration || (isOnSite && card.photoWasCompared))
    }

    private var isOnSite: Bool { identificationRule == .onSite }

    // MARK: What can be chosen

    var identificationTargets: [Target] {
        switch identificationRule {
        case .none, .declaration, .onSite, .staff: [Target(.proceed)]
        case .eidOrDeclaration: [Target(.useCard), Target(.withoutCard), Target(.advice)]
        case .eid: [Target(.useCard), Target(.advice)]
        }
    }

    func targets(of step: CardStep) -> [Target] {
        let practice = card.practice.isEmpty ? [] : [Target(.help(.practice))]
        switch step {
        case .photo: return [Target(.yes), Target(.no)]
        case .consent: return [Target(.proceed)] + (isOnSite ? [Target(.obstacle(.unwilling))] : [])
        // Whoever shows the same card again has read this before.
        case .insert: return practice + (card.proof == nil ? [Target(.advice)] : [])
        case .secret, .read, .changed: return [Target(.proceed)]
        case .pad, .working: return []
        case .take: return card.inserted == nil ? [] : [Target(.takePractice)]
        case .advice: return advice.map { Target(.obstacle($0)) }
        case .stopped(let obstacle): return targets(of: obstacle)
        }
    }

    /// What may stand in the way before any card is read.
    package var advice: [CardObstacle] {
        if changesPIN { return [.pinUnknown, .tooYoung, .otherDocument, .notOwnCard] }
        return readsWithPIN
            ? [.pinUnknown, .tooYoung, .otherDocument, .notOwnCard] : [.otherDocument, .unwilling]
    }

    private func targets(of obstacle: CardObstacle) -> [Target] {
        var targets: [Target] = []
        if obstacle.canBeTriedAgain { targets.append(Target(.retry)) }
        if goesOnWithoutCard, obstacle != .photoDiffers { targets.append(Target(.withoutCard)) }
        if obstacle.wantsNewPIN, !changesPIN, let service = offered.first(where: { $0.kind == .changePIN }) {
            targets.append(Target(.service(service.id)))
        }
        if card.inserted != nil, card.isIn { targets.append(Target(.takePractice)) }
        return targets + [Target(.finish)]
    }

    // MARK: What choosing does

    /// To the screen that says how it is established who applies.
    mutating func beginIdentification() -> [VisitEffect] {
        go(to: .identification)
        card.photoWasCompared = false
        switch identificationRule {
        case .eid, .eidOrDeclaration, .onSite: return [.card(.prepare(readingTask))]
        case .none, .declaration, .staff: return []
        }
    }

    /// Continue on that screen.
    mutating func proceedFromIdentification() -> [VisitEffect] {
        switch identificationRule {
        case .onSite, .staff:
            go(to: .card(.photo))
            focus = -1
            return []
        default:
            return apply(.identified(IdentificationNote(method: identificationRule, date: today))) + advance()
        }
    }

    /// Who reads, where anybody can.
    mutating func useCard() -> [VisitEffect] {
        switch card.terminal {
        case .ready: go(to: .card(.consent))
        case .lapsed(let since): go(to: .card(.stopped(.lapsed(since: since))))
        case .notSetUp, nil: go(to: .card(.stopped(.notSetUp)))
        }
        return []
    }

    mutating func insertCard() -> [VisitEffect] {
        card.isIn = false
        card.isSuspended = false
        go(to: .card(.insert))
        return [.card(.watch)]
    }

    /// Staff: the photo was compared.
    mutating func comparedPhoto(_ isSame: Bool) -> [VisitEffect] {
        guard isSame else {
            go(to: .card(.stopped(.photoDiffers)))
            return []
        }
        card.photoWasCompared = true
        guard isOnSite || card.household != nil else {
            return apply(.identified(IdentificationNote(method: .staff, date: today))) + advance()
        }
        return useCard()
    }

    mutating func proceed(from step: CardStep) -> [VisitEffect] {
        switch step {
        case .consent: return insertCard()
        case .secret(let entry): return submit(entry)
        case .read:
            card.afterwards = .goOn
            return takeCard()
        case .changed: return leaveCard()
        default: return []
        }
    }

    /// Enter after the digits: the next secret, or the card.
    private mutating func submit(_ entry: CardEntry) -> [VisitEffect] {
        guard entry.secret.lengths.contains(entry.count) else {
            var again = entry
            again.notice = .incomplete
            stage = .card(.secret(again))
            return []
        }
        switch entry.secret {
        case .can where card.isSuspended: return ask(changesPIN ? .oldPIN : .pin)
        case .oldPIN: return ask(.newPIN)
        case .newPIN: return ask(.newPINAgain)
        case .can, .pin:
            go(to: .card(.working(CardProgress(.opening, done: 0, of: 1))))
            return [.card(.read(readingTask, onPad: false))]
        case .newPINAgain:
            go(to: .card(.working(CardProgress(.changing, done: 0, of: 1))))
            return [.card(.changePIN(onPad: false))]
        }
    }

    /// On by what one says oneself, or by what staff see.
    mutating func goOnWithoutCard() -> [VisitEffect] {
        guard goesOnWithoutCard else { return [] }
        let method: Service.Identification = isOnSite ? .staff : .declaration
        // Where a card was read before, that is how it was established, and its data stand in the form.
        let effects =
            form?.applicant == nil ? apply(.identified(IdentificationNote(method: method, date: today))) : []
        card.afterwards = .goOn
        return effects + takeCard()
    }

    /// Ends the visit, the card first.
    mutating func leaveCard() -> [VisitEffect] {
        card.afterwards = .leave
        return takeCard()
    }

    mutating func takeCard() -> [VisitEffect] {
        guard card.isIn else { return cardWasTaken() }
        go(to: .card(.take))
        return []
    }

    mutating func cardWasTaken() -> [VisitEffect] {
        if let household = card.household { return leavePersonCard(household) }
        return switch card.afterwards {
        case .goOn: [.card(.release)] + advance()
        case .resume: [.card(.release)] + continueForm()
        case .leave: wipe()
        }
    }

    /// Back on a screen of the card.
    mutating func back(from step: CardStep) -> [VisitEffect] {
        switch step {
        case .pad, .working, .read, .changed, .take: return []
        case .insert where !changesPIN:
            go(to: .card(.consent))
            return [.card(.forget)]
        case _ where card.proof != nil: return askInstead()
        case _ where card.household != nil: return cardWasTaken()
        default:
            go(to: changesPIN ? .overview : .identification)
            // The reader is still watched: a card may lie there.
            return [.card(.forget)]
        }
    }
}
