import Foundation
import GRDB

/// One connection to one database that writes through to the disk before it says “stored”.
struct StoreDatabase: Sendable {
    fileprivate let queue: DatabaseQueue
    let schema: Schema

    /// Opens a database that is there.
    /// - Throws: `damaged`, `notDurable`, `diskFailing`, `readOnly`, `unknownVersion`.
    init(path: String, schema: Schema, migrates: Bool) throws(StoreError) {
        self.schema = schema
        do {
            var configuration = Configuration()
            configuration.busyMode = .timeout(5)
            configuration.label = "store"
            configuration.prepareDatabase { db in
                // Pages that a deletion frees are overwritten; nothing spills into a temporary file.
                try db.execute(
                    sql: "PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; PRAGMA cell_size_check = ON")
            }
            queue = try DatabaseQueue(path: path, configuration: configuration)
            // Not by GRDB's journalMode, which writes to the file before anybody has looked whether it is sound, and sets
            // synchronous to NORMAL, which forgets the last transactions in a power cut.
            try queue.inDatabase { db in
                try db.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
                guard try Int.fetchOne(db, sql: "PRAGMA synchronous") == 2,
                    try String.fetchOne(db, sql: "PRAGMA journal_mode") == "wal"
                else { throw StoreError.notDurable }
            }
            if migrates { try schema.migrate(queue) }
            try queue.read { db in
                try schema.require(db)
                try schema.requireTables(db)
                try Self.check(db, tables: schema.smallTables)
            }
        } catch {
            throw StoreError(any: error)
        }
    }

    /// Looks through the tables that are small.
    private static func check(_ db: Database, tables: [String]) throws {
        for table in tables {
            let findings = try String.fetchAll(db, sql: "PRAGMA quick_check('\(table)')")
            guard findings == ["ok"] else { throw StoreError.damaged(.database) }
        }
    }

    /// Looks through the whole file. Takes seconds where it is large.
    /// - Throws: `damaged` and what reading throws.
    func checkAll() throws(StoreError) {
        try read { db in
            let findings = try String.fetchAll(db, sql: "PRAGMA integrity_check(1)")
            guard findings == ["ok"] else { throw StoreError.damaged(.database) }
        }
    }

    /// One durable transaction, or nothing.
    /// - Throws: What `body` throws, and what the disk refuses: then nothing of it stays.
    func write<Result>(_ body: (Database) throws -> Result) throws(StoreError) -> Result {
        do {
            return try queue.write(body)
        } catch {
            throw StoreError(any: error)
        }
    }

    /// One view of the database at one moment.
    /// - Throws: What `body` throws, `busy`, `damaged`, `diskFailing`.
    func read<Result>(_ body: (Database) throws -> Result) throws(StoreError) -> Result {
        do {
            // Not by GRDB's read, which has SQLite forget all prepared statements: it forbids writing for the moment.
            return try queue.inDatabase { db in
                try db.beginTransaction(.deferred)
                do {
                    let result = try body(db)
                    try db.commit()
                    return result
                } catch {
                    try? db.rollback()
                    throw error
                }
            }
        } catch {
            throw StoreError(any: error)
        }
    }

    /// Moves the log into the database and empties it, so that nothing older stays readable there. Where a reader is in
    /// the way it happens another time.
    func emptyLog() {
        try? queue.inDatabase { db in try db.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
    }

    /// A number that changes whenever another connection has written.
    /// - Throws: `busy`, `diskFailing`.
    func dataVersion() throws(StoreError) -> Int {
        do {
            return try queue.inDatabase { try Int.fetchOne($0, sql: "PRAGMA data_version") ?? 0 }
        } catch {
            throw StoreError(any: error)
        }
    }

    /// Closes the connection; what comes after throws.
    func close() { try? queue.close() }
}

extension StoreDatabase {
    /// What the writer has been told: `synchronous`, `journal_mode`, `secure_delete`, `busy_timeout`.
    func promises() throws(StoreError) -> [String] {
        do {
            return try queue.inDatabase { db in
                try ["synchronous", "journal_mode", "secure_delete", "busy_timeout"].map {
                    try String.fetchOne(db, sql: "PRAGMA \($0)") ?? ""
                }
            }
        } catch {
            throw StoreError(any: error)
        }
    }
}

extension Journal {
    /// `PRAGMA synchronous`, `journal_mode`, `secure_delete` and `busy_timeout` of the writer, for tests and diagnosis.
    /// - Throws: `busy`, `diskFailing`.
    package func promises() throws(StoreError) -> [String] { try database.promises() }
}

extension Outbox {
    /// As the journal's.
    /// - Throws: `busy`, `diskFailing`.
    package func promises() throws(StoreError) -> [String] { try database.promises() }
}
