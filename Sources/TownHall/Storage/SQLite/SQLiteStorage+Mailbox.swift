import Crypto
package import Foundation
import GRDB
package import SubmissionAPI

extension SQLiteStorage: MailboxStorage {
    package func messages(
        for device: String, after sequence: Int64, limit: Int, bytes: Int
    ) async throws(StorageError) -> [MailboxPage.Entry] {
        try await read { db in
            var entries: [MailboxPage.Entry] = []
            var size = 0
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT id, sequence, sealed FROM message
                        WHERE device = ? AND sequence > ? AND sealed IS NOT NULL ORDER BY sequence LIMIT ?
                    """,
                arguments: [device, sequence, limit])
            while let row = try rows.next() {
                let sealed: Data = row["sealed"]
                size += sealed.count
                guard entries.isEmpty || size <= bytes else { break }
                entries.append(
                    MailboxPage.Entry(
                        id: ResourceID(row["id"]), sequence: row["sequence"],
                        sealed: String(decoding: sealed, as: UTF8.self)))
            }
            return entries
        }
    }

    package func put(message: ResourceID, sealed: Data, for device: String) async throws(StorageError) -> Keeping {
        let hash = Data(SHA256.hash(data: sealed))
        return try await write { db in
            let kept = try Data.fetchOne(
                db, sql: "SELECT hash FROM message WHERE device = ? AND id = ?", arguments: [device, message.uuid])
            if let kept { return kept == hash ? .repeated : .other }
            let isKnown = try Bool.fetchOne(
                db, sql: "SELECT EXISTS (SELECT 1 FROM client WHERE device = ? AND revoked = 0)", arguments: [device])
            guard isKnown == true else { return .unknown }
            try db.cached(
                "INSERT INTO message (device, id, hash, sealed) VALUES (?, ?, ?, ?)",
                [device, message.uuid, hash, sealed])
            return .kept
        }
    }

    package func delete(message: ResourceID, of device: String) async throws(StorageError) {
        try await write { db in
            try db.cached("UPDATE message SET sealed = NULL WHERE device = ? AND id = ?", [device, message.uuid])
        }
    }
}
