import GRDB

/// The versions of a database, one step after the other. The version stands in `PRAGMA user_version`, inside the same
/// transaction as what it names.
struct Schema: Sendable {
    /// SQLite's `application_id`: whose file it is.
    let application: Int32
    /// The step to version 1, to version 2 …
    let steps: [String]
    /// Tables that are small enough to be looked through at every start.
    let smallTables: [String]

    var version: Int { steps.count }

    static func version(_ db: Database) throws -> Int {
        try Int.fetchOne(db.cachedStatement(sql: "PRAGMA user_version")) ?? 0
    }

    /// Brings a database up to the newest version, each step a transaction.
    /// - Throws: `unknownVersion` where the database is newer than this program, or is not ours.
    func migrate(_ queue: DatabaseQueue) throws {
        let found = try queue.read(Self.version)
        _ = try queue.read { db in try check(db) }
        for number in found..<version {
            try queue.write { db in
                // Another process may have been here first.
                guard try Self.version(db) == number else { return }
                try db.execute(sql: steps[number])
                try db.execute(sql: "PRAGMA application_id = \(application); PRAGMA user_version = \(number + 1)")
            }
        }
    }

    /// Whether this program may work with the database as it is.
    /// - Throws: `unknownVersion`.
    func require(_ db: Database) throws {
        let found = try check(db)
        guard found == version else { throw StoreError.unknownVersion(found: found, known: version) }
    }

    /// Looks whether the tables are those that the steps make.
    /// - Throws: `damaged`.
    func requireTables(_ db: Database) throws {
        let fresh = try DatabaseQueue()
        let wanted = try fresh.write { db in
            for step in steps { try db.execute(sql: step) }
            return try Self.tables(db)
        }
        guard try Self.tables(db) == wanted else { throw StoreError.damaged(.database) }
    }

    private static func tables(_ db: Database) throws -> [[String]] {
        try Row.fetchAll(
            db, sql: "SELECT type, name, tbl_name, coalesce(sql, '') AS sql FROM sqlite_schema ORDER BY name"
        )
        .map { [$0["type"], $0["name"], $0["tbl_name"], $0["sql"]] }
    }

    /// - Returns: The version.
    private func check(_ db: Database) throws -> Int {
        let found = try Self.version(db)
        let owner = try Int32.fetchOne(db.cachedStatement(sql: "PRAGMA application_id")) ?? 0
        guard found <= version, found == 0 || owner == application else {
            throw StoreError.unknownVersion(found: found, known: version)
        }
        return found
    }
}

/// The versions that this program works with.
package enum StoreVersions {
    /// Of `journal.sqlite`.
    package static var journal: Int { Schema.journal.version }
    /// Of `outbox.sqlite`.
    package static var outbox: Int { Schema.outbox.version }
}
