package import Foundation
internal import GRDB
package import SubmissionAPI

/// A message that waits to be told.
struct OutgoingMessage: Sendable {
    /// How far it is.
    enum Stage: Sendable {
        /// Sealed to the desk: the device is still to be asked for.
        case draft(CaseStore.Draft, case: ResourceID?, destination: ResourceID)
        /// Sealed to a device, by its thumbprint: from now on it is always the same ciphertext.
        case sealed(Data, device: String)
    }

    let id: ResourceID
    let stage: Stage
}

extension CaseStore {
    /// Queues a message that is sealed to a device already, such as new keys of destinations.
    package func queue(
        _ sealed: Data, id: ResourceID, kind: String, to device: String, at time: Int64
    ) throws(DeskError) {
        try write { db in
            try db.execute(
                sql: "INSERT INTO message (id, kind, device, queued_at, sealed) VALUES (?, ?, ?, ?, ?)",
                arguments: [id.description, kind, device, time, sealed])
        }
    }

    /// How many messages wait to be told.
    package func outgoingCount() throws(DeskError) -> Int {
        try read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM message WHERE posted_at IS NULL") ?? 0 }
    }

    /// When what was asked and decided was told to the delivery service, by when it was done; nothing while it waits.
    /// Messages that were told long ago are forgotten.
    package func told(of entry: DeskCase) throws(DeskError) -> [Int64: Int64?] {
        let rows = try read { db in
            try Row.fetchAll(
                db, sql: "SELECT queued_at, posted_at FROM message WHERE entry = ?", arguments: [entry.row]
            ).map { (queued: $0["queued_at"] as Int64, posted: $0["posted_at"] as Int64?) }
        }
        var told: [Int64: Int64?] = [:]
        for row in rows { told.updateValue(row.posted, forKey: row.queued) }
        return told
    }

    /// Messages that wait, oldest first.
    func outgoing(limit: Int) throws(DeskError) -> [OutgoingMessage] {
        let rows = try read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT message.id, message.device, message.content, message.sealed, entry."case", entry.destination
                    FROM message LEFT JOIN entry ON entry.id = message.entry
                    WHERE posted_at IS NULL ORDER BY queued_at, message.rowid LIMIT ?
                    """, arguments: [limit])
        }
        var messages: [OutgoingMessage] = []
        for row in rows {
            guard let id = ResourceID(row["id"] as String) else { continue }
            if let sealed: Data = row["sealed"], let device: String = row["device"] {
                messages.append(OutgoingMessage(id: id, stage: .sealed(sealed, device: device)))
            } else if let content: Data = row["content"], let place: String = row["destination"],
                let destination = ResourceID(place)
            {
                // One that does not open is not told, and holds up no other.
                guard let draft = try? open(content, of: .message(id), as: Draft.self) else { continue }
                let named = (row["case"] as String?).flatMap { ResourceID($0) }
                messages.append(
                    OutgoingMessage(id: id, stage: .draft(draft, case: named, destination: destination)))
            }
        }
        return messages
    }

    /// Keeps a message as it is sealed to its device, and nothing else of it.
    func seal(message id: ResourceID, as sealed: Data, to device: String) throws(DeskError) {
        try write { db in
            try db.execute(
                sql: "UPDATE message SET content = NULL, sealed = ?, device = ? WHERE id = ? AND sealed IS NULL",
                arguments: [sealed, device, id.description])
        }
    }

    /// Notes that a message lies in the device's mailbox. Its ciphertext is kept, as the service may be put back from a
    /// copy that does not hold it; see `forgetTold`.
    func posted(message id: ResourceID, at time: Int64) throws(DeskError) {
        try write { db in
            try db.execute(
                sql: "UPDATE message SET posted_at = ?, content = NULL WHERE id = ?",
                arguments: [time, id.description])
        }
    }

    /// Notes under which epoch the delivery service is: under another one than before, what was told lately has to be told
    /// again, the same ciphertexts under the same names.
    /// - Returns: How many messages wait again.
    /// - Throws: `database`.
    func note(epoch: ResourceID) throws(DeskError) -> Int {
        let known = try read { db in try String.fetchOne(db, sql: "SELECT value FROM note WHERE name = 'epoch'") }
        guard known != epoch.description else { return 0 }
        return try write { db in
            try db.execute(sql: "INSERT OR REPLACE INTO note VALUES ('epoch', ?)", arguments: [epoch.description])
            // Before the first one was known nothing can have been lost.
            guard known != nil else { return 0 }
            try db.execute(
                sql: "UPDATE message SET posted_at = NULL WHERE posted_at IS NOT NULL AND sealed IS NOT NULL")
            return db.changesCount
        }
    }

    /// Forgets the ciphertexts of what was told so long ago that no copy of the delivery service is older.
    /// - Parameter time: Now, seconds since 1970.
    /// - Throws: `database`.
    func forgetTold(at time: Int64) throws(DeskError) {
        try write { db in
            try db.execute(
                sql: "UPDATE message SET sealed = NULL WHERE posted_at < ? AND sealed IS NOT NULL",
                arguments: [time - Int64(Self.messageDays * 86400)])
        }
    }

    /// Longer than a copy of the delivery service is of use: devices keep what was accepted for seven days.
    private static let messageDays = 30
}
