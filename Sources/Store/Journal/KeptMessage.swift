package import Foundation
import GRDB
package import Sealing

/// A message of the town hall as the terminal keeps it: sealed as it came, opened only while it is shown.
package struct KeptMessage: Hashable, Sendable {
    /// What the terminal found when it opened it.
    package enum Finding: Hashable, Sendable {
        /// The town hall's own word.
        case verified(kind: MailboxMessage.Kind, id: UUID, reference: String?)
        /// Not believed: it is never shown. Why, for staff.
        case setAside(reason: String)
    }

    /// The mailbox's name for it.
    package let name: String
    package let finding: Finding
    /// JWE, to the device's key.
    package let sealed: Data
    /// Seconds since 1970 by the wall clock of that moment.
    package let receivedAt: Int64

    fileprivate init?(row: Row) {
        name = row["name"]
        sealed = row["sealed"]
        receivedAt = row["receivedAt"]
        if let reason = row["refusal"] as String? {
            finding = .setAside(reason: reason)
        } else if let kind = MailboxMessage.Kind(rawValue: row["kind"] ?? ""),
            let id = UUID(bytes: row["message"] as Data? ?? Data())
        {
            finding = .verified(kind: kind, id: id, reference: row["reference"])
        } else {
            return nil
        }
    }
}

extension Journal {
    /// How many messages that are not believed are kept: a messenger that was taken over does not fill the disk.
    static let setAsideBound = 100

    /// Keeps a message that is the town hall's own.
    /// - Returns: Whether it is new: the same one under another name is not kept twice.
    /// - Throws: What the disk refuses; then leave it in the outbox.
    package func keep(_ message: SealedMessage, as opened: MailboxMessage) throws(StoreError) -> Bool {
        try database.write { db in
            try db.execute(
                sql: """
                    INSERT INTO messages (name, message, kind, reference, sealed, receivedAt) VALUES (?, ?, ?, ?, ?, ?)
                    ON CONFLICT DO NOTHING
                    """,
                arguments: [
                    message.name, opened.id.bytes, opened.kind.rawValue, opened.reference, message.sealed,
                    message.receivedAt,
                ])
            return db.changesCount == 1
        }
    }

    /// Keeps a message that is not believed, to be looked at by somebody who knows about it.
    /// - Throws: What the disk refuses; then leave it in the outbox.
    package func setAside(_ message: SealedMessage, because reason: String) throws(StoreError) {
        try database.write { db in
            try db.execute(
                sql: """
                    INSERT INTO messages (name, refusal, sealed, receivedAt) VALUES (?, ?, ?, ?)
                    ON CONFLICT DO NOTHING
                    """,
                arguments: [message.name, reason, message.sealed, message.receivedAt])
            try db.execute(
                sql: """
                    DELETE FROM messages WHERE refusal IS NOT NULL AND id NOT IN
                        (SELECT id FROM messages WHERE refusal IS NOT NULL ORDER BY id DESC LIMIT ?)
                    """,
                arguments: [Self.setAsideBound])
        }
    }

    /// Believes a message that was set aside, now that the key it is signed with is known.
    /// - Returns: Whether it is new.
    /// - Throws: What the disk refuses.
    package func believe(_ message: KeptMessage, as opened: MailboxMessage) throws(StoreError) -> Bool {
        try database.write { db in
            try db.execute(
                sql: """
                    UPDATE OR IGNORE messages SET message = ?, kind = ?, reference = ?, refusal = NULL WHERE name = ?
                    """,
                arguments: [opened.id.bytes, opened.kind.rawValue, opened.reference, message.name])
            return db.changesCount == 1
        }
    }

    /// The messages that are kept, oldest first.
    /// - Throws: `busy`, `damaged`, `diskFailing`.
    package func messages() throws(StoreError) -> [KeptMessage] {
        try database.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM messages ORDER BY id").compactMap(KeptMessage.init(row:))
        }
    }

    /// Deletes a message that is done with.
    /// - Throws: What the disk refuses.
    package func remove(message name: String) throws(StoreError) {
        try database.write { db in try db.execute(sql: "DELETE FROM messages WHERE name = ?", arguments: [name]) }
    }
}
