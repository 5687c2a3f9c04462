package import Foundation
import GRDB
import Sealing

/// A message from the town hall's mailbox, sealed to the device: the messenger stores it, the terminal opens it.
package struct SealedMessage: Hashable, Sendable {
    /// The mailbox's name for it.
    package let name: String
    /// JWE.
    package let sealed: Data
    /// Seconds since 1970 by the wall clock of that moment.
    package let receivedAt: Int64

    fileprivate var digest: String {
        String(ContentHash(of: Data("\(name)/\(receivedAt)/".utf8) + sealed).hexadecimal.prefix(32))
    }
}

extension Outbox {
    /// Stores a message, once: a second one of the same name changes nothing.
    /// - Throws: What the disk refuses; then do not delete the message from the mailbox.
    package func store(message name: String, sealed: Data, at time: StoreTime) throws(StoreError) {
        let message = SealedMessage(name: name, sealed: sealed, receivedAt: time.wall)
        try write { db in
            try db.execute(
                sql: """
                    INSERT INTO messages (name, sealed, receivedAt, digest) VALUES (?, ?, ?, ?)
                    ON CONFLICT (name) DO NOTHING
                    """,
                arguments: [name, sealed, time.wall, message.digest])
        }
    }

    /// The messages that were not taken yet, oldest first, without those that are damaged.
    /// - Throws: `busy`, `damaged`, `diskFailing`.
    package func messages() throws(StoreError) -> [SealedMessage] {
        try database.read { db in
            try Row.fetchAll(db, sql: "SELECT name, sealed, receivedAt, digest FROM messages ORDER BY id")
                .compactMap { row in
                    let message = SealedMessage(
                        name: row["name"], sealed: row["sealed"], receivedAt: row["receivedAt"])
                    return message.digest == row["digest"] ? message : nil
                }
        }
    }

    /// Deletes a message that the terminal has taken.
    /// - Throws: What the disk refuses.
    package func remove(message name: String) throws(StoreError) {
        try write { db in try db.execute(sql: "DELETE FROM messages WHERE name = ?", arguments: [name]) }
    }
}
