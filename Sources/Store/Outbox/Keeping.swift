import Foundation
import GRDB

/// The age of what the device remembers, in seconds: it only grows, and a wrong wall clock does not make it jump.
enum DeviceAge {
    /// Counts the time since the last reading.
    static func advance(to time: StoreTime, in db: Database) throws -> Int64 {
        let row = try Row.fetchOne(
            db.cachedStatement(sql: "SELECT wall, boot, uptime, age FROM clock WHERE id = 1"))
        var age: Int64 = 0
        if let row {
            let last = StoreTime(wall: row["wall"], boot: row["boot"], uptime: row["uptime"])
            age = row["age"] + time.age(since: last)
            if time.hasJumped(since: last) {
                try OutboxEvent("clock.jumped", number: Int(clamping: time.wall - last.wall)).insert(at: time, in: db)
            }
        }
        try db.cachedStatement(
            sql: """
                INSERT INTO clock (id, wall, boot, uptime, age) VALUES (1, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET wall = excluded.wall, boot = excluded.boot,
                    uptime = excluded.uptime, age = excluded.age
                """
        ).execute(arguments: [time.wall, time.boot, time.uptime, age])
        return age
    }
}

extension Outbox {
    /// How long the device keeps what the town hall has taken: seven days.
    package static let keptSeconds: Int64 = 7 * 86_400

    /// Deletes accepted cases that were kept for seven days; their receipts stay. Call it every hour or so: time that
    /// passes between two calls across a restart counts for at most a day.
    /// - Returns: How many were deleted.
    /// - Throws: What the disk refuses.
    @discardableResult
    package func removeKept(at time: StoreTime) throws(StoreError) -> Int {
        let count = try write { db in
            let age = try DeviceAge.advance(to: time, in: db)
            // Only rows that are as they were written: a flipped bit must not delete a case.
            let due = try Row.fetchAll(
                db,
                sql: """
                    SELECT \(OutboxCase.columns) FROM cases
                    WHERE state = 'accepted' AND acceptedAge IS NOT NULL AND acceptedAge <= ?
                    """,
                arguments: [age - Self.keptSeconds]
            ).compactMap { try? OutboxCase(row: $0) }
            for entry in due {
                try db.execute(sql: "DELETE FROM cases WHERE reference = ?", arguments: [entry.reference])
            }
            if !due.isEmpty { try OutboxEvent("cases.removed", number: due.count).insert(at: time, in: db) }
            return due.count
        }
        if count > 0 { database.emptyLog() }
        return count
    }
}
