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

    static func version(_ db: Database) throws -> Int { try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0 }

    /// Brings a database up to the newest version, each step a transaction.
    /// - Throws: `unknownVersion` where the database is newer than this program, or is not ours.
    func migrate(_ queue: DatabaseQueue) throws {
        let found = try queue.read(Self.version)
        try queue.read(check)
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
        try check(db)
        let found = try Self.version(db)
        guard found == version else { throw StoreError.unknownVersion(found: found, known: version) }
    }

    private func check(_ db: Database) throws {
        let found = try Self.version(db)
        let owner = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
        guard found <= version, found == 0 || owner == application else {
            throw StoreError.unknownVersion(found: found, known: version)
        }
    }
}
