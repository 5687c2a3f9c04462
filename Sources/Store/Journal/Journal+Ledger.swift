import Foundation
import GRDB

extension Journal {
    /// The highest counter that this journal knows a reference to be made from.
    func counter() throws(StoreError) -> Int {
        try database.read { db in try Int.fetchOne(db, sql: "SELECT counter FROM ledger WHERE id = 1") ?? 0 }
    }

    /// Writes down that references up to a counter are given out.
    func raise(counter: Int) throws(StoreError) {
        try database.write { db in try Self.raise(counter, in: db) }
    }

    /// Deletes a session that lies sealed in the outbox, and writes down its counter and what was sealed.
    func finish(_ session: UUID, counter: Int, confirmed: SealedRecord?) throws(StoreError) {
        try database.write { db in
            try Self.raise(counter, in: db)
            try confirmed?.insert(in: db)
            try db.execute(sql: "DELETE FROM sessions WHERE session = ?", arguments: [session.bytes])
        }
        database.emptyLog()
    }

    private static func raise(_ counter: Int, in db: Database) throws {
        try db.execute(sql: "UPDATE ledger SET counter = max(counter, ?) WHERE id = 1", arguments: [counter])
    }

    func contains(_ session: UUID) throws(StoreError) -> Bool {
        try database.read { db in
            try Bool.fetchOne(
                db, sql: "SELECT EXISTS (SELECT * FROM sessions WHERE session = ?)", arguments: [session.bytes])
                ?? false
        }
    }
}
