import Foundation
import GRDB

extension Outbox {
    /// Counter, reference and sealed case in one transaction; once for each session. The counter goes on above `floor`.
    func confirm(
        _ session: UUID, above floor: Int, at time: StoreTime, _ make: (Int) throws -> ConfirmedCase
    ) throws -> OutboxCase {
        var refusal: (any Error)?
        do {
            return try write { db in
                if let before = try OutboxCase.find(session: session, in: db) { return before }
                let counter = max(try Self.counter(in: db), floor) + 1
                let confirmed: ConfirmedCase
                do {
                    confirmed = try make(counter)
                } catch {
                    refusal = error
                    throw error
                }
                let entry = try insert(confirmed, session: session, counter: counter, at: time, in: db)
                try db.execute(sql: "UPDATE counter SET value = ? WHERE id = 1", arguments: [counter])
                _ = try DeviceAge.advance(to: time, in: db)
                try OutboxEvent("case.sealed").insert(reference: entry.reference, at: time, in: db)
                return entry
            }
        } catch {
            throw refusal ?? error
        }
    }

    static func counter(in db: Database) throws -> Int {
        guard let value = try Int.fetchOne(db, sql: "SELECT value FROM counter WHERE id = 1") else {
            throw StoreError.damaged(.database)
        }
        return value
    }

    func counter() throws(StoreError) -> Int { try database.read { db in try Self.counter(in: db) } }

    func raise(counter: Int) throws(StoreError) {
        try write { db in
            try db.execute(sql: "UPDATE counter SET value = max(value, ?) WHERE id = 1", arguments: [counter])
        }
    }

    /// The case that a session became; nothing where it became none. Also when only its receipt is left.
    func outcome(of session: UUID) throws(StoreError) -> (reference: String, counter: Int)? {
        try database.read { db in
            if let entry = try OutboxCase.find(session: session, in: db) { return (entry.reference, entry.counter) }
            return try String.fetchOne(
                db, sql: "SELECT reference FROM receipts WHERE session = ? ORDER BY id DESC",
                arguments: [session.bytes]
            ).map { ($0, 0) }
        }
    }
}
