package import Foundation

/// What a start of the store found that somebody should know of.
package enum StoreNotice: Hashable, Sendable {
    /// The journal was damaged and lies under a new name; open sessions in it cannot go on.
    case journalSetAside(name: String)
    /// The outbox was damaged and lies under a new name; so many sound cases were taken over into the new one.
    case outboxSetAside(name: String, takenOver: Int)
    /// The journal knows of cases that the outbox does not know: an older copy was put back, or its log was damaged.
    case outboxBehind(journal: Int, outbox: Int)
    /// A crash came between sealing and deleting; it was finished now.
    case handedOver(reference: String, session: UUID)

    /// A sentence for staff and administrators.
    package var sentence: String {
        switch self {
        case .journalSetAside(let name):
            "The journal was damaged. It lies unchanged as \(name); a new one was begun. Open drafts in it are not shown."
        case .outboxSetAside(let name, let count):
            "The outbox was damaged. It lies unchanged as \(name); a new one was begun with \(count) sound cases of it."
        case .outboxBehind(let journal, let outbox):
            "The outbox is older than it should be: cases \(outbox + 1) to \(journal) may be missing. "
                + "Look for a backup that was put back."
        case .handedOver(let reference, _):
            "The case \(reference) was confirmed just before a power cut. It lies sealed in the outbox."
        }
    }

    var event: OutboxEvent {
        switch self {
        case .journalSetAside: OutboxEvent("journal.set_aside")
        case .outboxSetAside(_, let count): OutboxEvent("outbox.set_aside", number: count)
        case .outboxBehind(let journal, let outbox): OutboxEvent("outbox.behind", number: journal - outbox)
        case .handedOver: OutboxEvent("case.handed_over")
        }
    }
}
