import Expressions
import Foundation
import Sealing
import Store
import Visit

/// Does what staff want.
extension Shell {
    /// What is typed of a passphrase goes past the visit into locked memory; how much stands there then. Nothing for other
    /// keys.
    func typedPassphrase(_ press: Press) -> Int? {
        guard let passphrase = staff?.passphrase else { return nil }
        switch press {
        case .digit(let digit): return passphrase.append(Character("\(digit)"))
        case .character(let character): return passphrase.append(character)
        case .erase, .delete: return passphrase.removeLast()
        case .down where visit.erasesSecretByDown: return passphrase.removeLast()
        default: return nil
        }
    }

    mutating func fulfil(_ wish: StaffWish) {
        switch wish {
        case .forget: staff?.passphrase.removeAll()
        case .signIn(let id):
            guard let staff else { return }
            // Half a second, in which the screen says so.
            paint()
            let event = staff.signIn(id)
            journal?.recipients = staff.recipients
            // The delay runs from now, not from before that half second.
            if let now = Clock.now {
                perform(visit.handle(.time(seconds: Clock.seconds, today: now.date, now: now)))
            }
            perform(visit.handle(.staff(event)))
        case .signOut:
            staff?.signOut()
            journal?.recipients = []
        case .suspend:
            for event in cards?.end() ?? [] { perform(visit.handle(.card(event))) }
            guard let session = journal?.suspend() else { return }
            log.store("visit.put_aside")
            perform(visit.handle(.staff(.suspended(session.uuidString))))
        case .look: lookAround()
        case .open(let id): open(id)
        case .discard(let id):
            attempt("draft.discarded", id) { journal, session in try journal.delete(session.id) }
        case .share(let id, let colleagues): share(id, with: colleagues)
        case .read(let reference): readMessages(about: reference)
        case .deliver:
            do {
                try journal?.store.outbox.wantDelivery(at: .now())
            } catch {
                log.outboxNotRead(error)
                perform(visit.handle(.staff(.failed(.notDone))))
            }
        }
    }

    /// Tells how everything stands.
    mutating func lookAround() {
        guard let staff, let store = journal?.store, visit.staff.member != nil else { return }
        do {
            let drafts = try store.journal.sessions().compactMap { staff.draft($0, in: store.journal) }
            perform(visit.handle(.staff(.drafts(drafts))))
            perform(visit.handle(.staff(.holdings(try holdings(in: store)))))
        } catch {
            log.outboxNotRead(error)
        }
        perform(visit.handle(.staff(.appointments(staff.appointments(on: visit.today.description)))))
        perform(visit.handle(.staff(.condition(device.condition(freeBytes: store.freeBytes)))))
    }

    /// Once in a while: who works here, battery, disk, what the messenger has done.
    mutating func lookAfterStaff() {
        guard let staff else { return }
        perform(visit.handle(.staff(staff.members())))
        lookAround()
    }

    private func holdings(in store: TerminalStore) throws(StoreError) -> Holdings {
        var answers: [String: (questions: Int, decisions: Int)] = [:]
        for message in try store.journal.messages() {
            guard case .verified(let kind, _, let reference?) = message.finding else { continue }
            if kind == .question { answers[reference, default: (0, 0)].questions += 1 }
            if kind == .decision { answers[reference, default: (0, 0)].decisions += 1 }
        }
        var counts: [Holdings.Standing: Int] = [:]
        var entries: [Holdings.Entry] = []
        for entry in try store.outbox.cases().cases.reversed() {
            // Beyond what anybody goes through the messenger's own word has to do.
            let standing = entries.count < Self.mostListed ? standing(of: entry, in: store) : Self.standing(entry)
            counts[standing, default: 0] += 1
            // What the office has written about a case can be read however old it is.
            guard entries.count < Self.mostListed || answers[entry.reference] != nil else { continue }
            entries.append(
                Holdings.Entry(
                    reference: entry.reference, service: entry.service, standing: standing, replaces: entry.replaces,
                    questions: answers[entry.reference]?.questions ?? 0,
                    decisions: answers[entry.reference]?.decisions ?? 0))
        }
        return Holdings(entries: entries, counts: counts)
    }

    /// Opens what the office has written about a case.
    private mutating func readMessages(about reference: String) {
        guard visit.staff.member != nil, let townHall, let store = journal?.store else { return }
        do {
            let messages = try townHall.messages(about: reference, in: store)
            log.store("messages.read", ["count": String(messages.count)])
            perform(visit.handle(.staff(.messages(messages, about: reference))))
        } catch {
            log.outboxNotRead(error)
            perform(visit.handle(.staff(.messages([OfficeMessage(.unreadable, on: nil)], about: reference))))
        }
    }

    private static var mostListed: Int { 100 }

    /// That the town hall has a case counts by its own signature only.
    private func standing(of entry: OutboxCase, in store: TerminalStore) -> Holdings.Standing {
        let standing = Self.standing(entry)
        guard standing == .received else { return standing }
        if case .received? = try? townHall?.standing(of: entry.reference, in: store) { return .received }
        return .sent
    }

    private static func standing(_ entry: OutboxCase) -> Holdings.Standing {
        if entry.delivery.setAside != nil { return .setAside }
        switch entry.delivery.state {
        case .sealed, .created, .uploading: return .waiting
        case .submitted: return .sent
        case .accepted: return .received
        case .rejected: return .rejected
        }
    }

    // MARK: Drafts

    private mutating func open(_ id: String) {
        guard let staff, let found = session(id), let wrapped = found.wrapped,
            let key = staff.unwrap(wrapped, of: found.id)
        else {
            perform(visit.handle(.staff(.failed(.unreadable))))
            return
        }
        do {
            guard let entries = try journal?.resume(found.id, key: key) else { return }
            log.store("visit.resumed", ["entries": String(entries.count)])
            perform(visit.handle(.staff(.draft(entries))))
        } catch {
            log.store("draft.not_opened", ["reason": "\(error)"])
            perform(visit.handle(.staff(.failed(.unreadable))))
        }
    }

    private mutating func share(_ id: String, with colleagues: Set<String>) {
        let staff = staff
        attempt("draft.shared", id) { journal, session in
            guard let staff, let wrapped = session.wrapped,
                let key = staff.unwrap(wrapped, of: session.id)
            else { throw StoreError.notFound }
            let shared = try WrappedSessionKey(
                wrapping: key, of: session.id, to: staff.recipients(of: wrapped, sharedWith: colleagues))
            try journal.setWrappedKey(try JSONEncoder().encode(shared), of: session.id)
        }
    }

    /// Does something with a draft, and says where it cannot be done.
    private mutating func attempt(
        _ event: String, _ id: String, _ action: (Journal, JournalSession) throws -> Void
    ) {
        do {
            guard let found = session(id), let store = journal?.store else { throw StoreError.notFound }
            try action(store.journal, found)
            log.store(event)
        } catch {
            log.store("draft.failed", ["reason": "\(error)"])
            perform(visit.handle(.staff(.failed(.notDone))))
        }
    }

    private mutating func session(_ id: String) -> JournalSession? {
        guard let store = journal?.store, let sessions = try? store.journal.sessions() else { return nil }
        return sessions.first { $0.id.uuidString == id }
    }
}
