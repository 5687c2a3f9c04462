internal import Foundation
internal import GRDB
internal import SubmissionAPI

extension CaseStore {
    /// Deletes every case whose time is over, with all that was said of it, and logs each by its reference.
    ///
    /// A case that nobody has decided is deleted too: the catalogue's days are counted from acceptance, and they are
    /// the law's. `desk list` shows the day in advance.
    /// - Parameter time: Now, seconds since 1970.
    /// - Returns: How many were deleted.
    /// - Throws: `database`; what was deleted before stays deleted and logged.
    package func deleteOverdue(at time: Int64) throws(DeskError) -> Int {
        let overdue = try read { db in
            try Row.fetchAll(
                db, sql: "SELECT \(Self.columns) FROM entry WHERE accepted_at + keep_days * 86400 <= ? ORDER BY id",
                arguments: [time])
        }
        for row in overdue {
            let entry = try deskCase(row)
            let line = try line(.deleted, by: .retention, reference: entry.reference)
            try write { db in
                try db.execute(
                    sql: "DELETE FROM attachment WHERE submission = ?", arguments: [entry.submission.description])
                try db.execute(sql: "DELETE FROM entry WHERE id = ?", arguments: [entry.row])
                try Self.add(line, at: time, db)
            }
        }
        // Verdicts are told within minutes; a repeat of one this old is judged anew.
        try write { db in
            try db.execute(
                sql: "DELETE FROM verdict WHERE posted_at < ?", arguments: [time - Int64(Self.verdictDays * 86400)])
        }
        if !overdue.isEmpty { emptyLog() }
        return overdue.count
    }

    /// The cases whose time is over before a moment, the nearest first.
    /// - Parameters:
    ///   - offices: Of these.
    ///   - time: Seconds since 1970.
    ///   - limit: At most so many.
    /// - Returns: At most `limit`.
    /// - Throws: `database`; `sealing` where a row is not as it was written.
    package func ending(
        offices: Set<String>, before time: Int64, limit: Int
    ) throws(DeskError) -> [DeskCase] {
        let marks = Array(repeating: "?", count: offices.count).joined(separator: ", ")
        let rows = try read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT \(Self.columns) FROM entry
                    WHERE office IN (\(marks)) AND accepted_at + keep_days * 86400 <= ?
                    ORDER BY accepted_at + keep_days * 86400, id LIMIT ?
                    """, arguments: StatementArguments(offices.sorted()) + [time, limit])
        }
        var cases: [DeskCase] = []
        for row in rows { cases.append(try deskCase(row)) }
        return cases
    }

    /// How many cases are kept without an end, because no catalogue named their service.
    package func countKeptForEver() throws(DeskError) -> Int {
        try read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM entry WHERE keep_days IS NULL") ?? 0 }
    }

    /// Longer than the devices keep an accepted case.
    private static let verdictDays = 30

    /// The day of the last enforcement, as days since 1970.
    package func lastRetentionDay() throws(DeskError) -> Int64? {
        try read { db in try Int64.fetchOne(db, sql: "SELECT CAST(value AS INTEGER) FROM note WHERE name = 'retention'")
        }
    }

    /// Notes the day of the last enforcement.
    package func noteRetention(day: Int64) throws(DeskError) {
        try write { db in
            try db.execute(sql: "INSERT OR REPLACE INTO note VALUES ('retention', ?)", arguments: [String(day)])
        }
    }
}
