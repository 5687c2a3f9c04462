import Catalogue
import Sealing
import Store
import Visit

/// What goes to the town hall and comes from it.
extension Shell {
    /// What the messenger has brought: while nobody is here, messages; while somebody reads the receipt, the town hall's own.
    mutating func lookIntoOutbox() async {
        guard var link = townHall, let store = journal?.store else { return }
        do {
            if visit.isIdle, try link.hasNews(in: store.outbox) {
                let outcome = try await link.takeMessages(from: store)
                log.messagesTaken(outcome)
                townHall = link
                if outcome.newKeys > 0 { tellStaff() }
            } else if visit.delivery == .saved, let reference = visit.reference, try link.hasNews(in: store.outbox) {
                townHall = link
                note(try link.standing(of: reference.text, in: store))
            }
        } catch {
            // It lies where it lay; the next look comes in a second.
            log.outboxNotRead(error)
        }
    }

    private mutating func note(_ standing: ReceiptStanding) {
        switch standing {
        case .received:
            log.store("receipt.verified")
            perform(visit.handle(.received))
        case .refused(let reason): log.store("receipt.refused", ["reason": reason.description])
        case .rejected, .none: break
        }
    }

    /// Why the service that was chosen cannot be begun now; nothing where it can.
    mutating func unreadiness() -> Unreadiness? {
        guard let store = journal?.store, let service = visit.service else { return nil }
        if let free = store.freeBytes, free < StoreLimits.visit { return .noRoom }
        guard let townHall else { return nil }
        return townHall.canSeal(service, training: visit.configuration.terminal.training) ? nil : .noKey
    }

    /// What staff should look after; in the log once for each change.
    mutating func tellStaff() {
        guard let store = journal?.store else { return }
        var notices = townHall?.keyNotices(visit.configuration.terminal) ?? []
        if let free = store.freeBytes, free < StoreLimits.visit { notices.append(.noRoom) }
        if townHall != nil, visit.profile == .koffer, let notice = try? TownHallLink.messengerNotice(store.outbox) {
            notices.append(notice)
        }
        guard notices != visit.staffNotices else { return }
        for notice in notices where !visit.staffNotices.contains(notice) { log.staffTold(notice) }
        _ = visit.handle(.staffNotices(notices))
        paint()
    }

    /// Seals a confirmed case into the outbox; without a town hall the receipt says that it was a rehearsal.
    mutating func deliver(_ payload: JSONValue) {
        guard let delivery = townHall?.delivery, let session = journal?.session, let store = journal?.store else {
            delivered += 1
            perform(visit.handle(.number(delivered, .rehearsal)))
            return
        }
        paint()
        do {
            let number = try delivery.deliver(payload, of: visit, session: session, store: store)
            log.store("case.sealed")
            endJournal()
            perform(visit.handle(.number(number, .saved)))
        } catch {
            log.notSaved(error)
            perform(visit.handle(.unsaved))
        }
    }
}
