package import Foundation
import Glibc

/// Journal and outbox as the terminal has them: it makes them, migrates them, sets them aside where they are damaged,
/// and hands a confirmed session over from one to the other.
package struct TerminalStore: Sendable {
    /// The open sessions.
    package let journal: Journal
    /// The sealed cases.
    package let outbox: Outbox
    /// What this start found, for the log and the staff.
    package let notices: [StoreNotice]

    private let places: StorePlaces

    /// Opens both, and finishes what a crash interrupted.
    /// - Parameters:
    ///   - places: The two directories; made where they are missing.
    ///   - time: Now.
    ///   - patience: How many seconds to wait for other programs.
    /// - Throws: `inUse` where a second terminal runs, or the messenger does not close a damaged outbox; `readOnly`,
    ///   `diskFull`, `diskFailing`, `unknownVersion`, `notDurable`, `busy`.
    package init(_ places: StorePlaces, at time: StoreTime, patience: Double = 10) throws(StoreError) {
        let openedJournal = try OpenedDatabase.asOwner(places.journal, schema: .journal, patience: patience)
        let openedOutbox = try OpenedDatabase.asOwner(places.outbox, schema: .outbox, patience: patience)
        let journal = Journal(openedJournal)
        let outbox = Outbox(openedOutbox, directory: places.outbox)
        var notices: [StoreNotice] = []
        if let name = openedJournal.setAside { notices.append(.journalSetAside(name: name)) }
        var isCounterKnown = openedJournal.setAside == nil || openedOutbox.setAside == nil
        if let name = openedOutbox.setAside {
            let yield = try Salvage(directory: places.outbox, name: name).run(into: outbox)
            isCounterKnown = isCounterKnown || yield.counter != nil
            notices.append(.outboxSetAside(name: name, takenOver: yield.cases))
            // A crash between sealing and the journal's ledger, and then damage: so leave a gap.
            let floor = try max(yield.counter ?? 0, journal.counter() + (yield.counter == nil ? 1000 : 0))
            try outbox.raise(counter: isCounterKnown ? floor : max(floor, Self.counterBeyondAll(at: time)))
        }
        let (known, found) = (try journal.counter(), try outbox.counter())
        if known > found {
            notices.append(.outboxBehind(journal: known, outbox: found))
            try outbox.raise(counter: known)
        } else if openedJournal.setAside != nil {
            try journal.raise(counter: found)
        }
        try journal.removeUnfinishedAttachments()
        for session in try journal.sessions() {
            // A row that is damaged does not count: as long as the journal has the session, nothing is lost.
            guard let outcome = try? outbox.outcome(of: session.id) else { continue }
            let record = (try? outbox.find(outcome.reference)).map { SealedRecord($0) }
            try journal.finish(session.id, counter: outcome.counter, confirmed: record)
            notices.append(.handedOver(reference: outcome.reference, session: session.id))
        }
        for notice in notices { try outbox.note(notice.event, at: time) }
        unlink(places.outbox.salvaging)
        unlink(places.journal.salvaging)
        self.journal = journal
        self.outbox = outbox
        self.notices = notices
        self.places = places
    }

    /// Where nothing is left that knows the counter: minutes since 2020, which no terminal has had as many cases as.
    private static func counterBeyondAll(at time: StoreTime) -> Int { Int(max(0, time.wall - 1_577_836_800) / 60) }

    /// Hands a confirmed session over: counter, reference and sealed case in one transaction of the outbox, the
    /// journal's deletion the next. Called again for the same session, also after a crash, it changes nothing and
    /// returns the same case.
    /// - Parameters:
    ///   - session: An open session.
    ///   - time: Now.
    ///   - make: Makes reference and sealed case from the counter, which goes up by one for each case, from 1.
    /// - Returns: The case as it lies in the outbox. The caller wipes the session's key.
    /// - Throws: `StoreError`: nothing was given out, the session is still open. What `make` throws passes through.
    package func confirm(
        _ session: UUID, at time: StoreTime, _ make: (_ counter: Int) throws -> ConfirmedCase
    ) throws -> Confirmation {
        guard try journal.contains(session) else {
            guard let reference = try outbox.outcome(of: session)?.reference else { throw StoreError.notFound }
            return Confirmation(sealed: try outbox.find(reference), isJournalCleared: true)
        }
        let sealed = try outbox.confirm(session, above: try journal.counter(), at: time, make)
        let isCleared =
            (try? journal.finish(session, counter: sealed.counter, confirmed: SealedRecord(sealed))) != nil
        return Confirmation(sealed: sealed, isJournalCleared: isCleared)
    }

    /// How many bytes the fuller of the two disks still takes; nothing where the system does not say. A visit that is
    /// begun with less than `StoreLimits.visit` may not end well.
    package var freeBytes: Int64? {
        [places.journal, places.outbox].compactMap(\.freeBytes).min()
    }
}

/// What a confirmed session became.
package struct Confirmation: Hashable, Sendable {
    /// The case in the outbox.
    package let sealed: OutboxCase
    /// Whether the journal's rows are gone. If not, the disk refused: the next start deletes them; they are ciphertext
    /// under a key that the caller wipes.
    package let isJournalCleared: Bool
}

/// Bounds that the terminal looks at before it begins.
package enum StoreLimits {
    /// What one visit may need on the disk, in bytes, in the journal and sealed in the outbox.
    package static let visit: Int64 = 64 << 20
}
