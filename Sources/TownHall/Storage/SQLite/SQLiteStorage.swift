import Foundation
import GRDB
import SubmissionAPI

/// The storage in one SQLite file. Several processes may work on it at once: the service, and the administrator's
/// commands.
package struct SQLiteStorage: Sendable {
    let pool: DatabasePool
    private let commits: GroupCommit
    private let lookers: Lookers
    let knownClients = DecodedRows<ClientRecord>()
    let knownDestinations = DecodedRows<DestinationRecord>()

    /// Makes a new database, with a new epoch.
    /// - Throws: `exists`, and what the disk refuses.
    package static func create(at path: String) throws(StorageError) -> SQLiteStorage {
        guard !FileManager.default.fileExists(atPath: path) else { throw .exists(path: path) }
        return try SQLiteStorage(path: path)
    }

    /// Opens the database that is there.
    /// - Throws: `notFound`, `unknownVersion`, `damaged`, `notDurable`, and what the disk refuses.
    package static func open(at path: String) throws(StorageError) -> SQLiteStorage {
        guard FileManager.default.fileExists(atPath: path) else { throw .notFound(path: path) }
        return try SQLiteStorage(path: path)
    }

    private init(path: String) throws(StorageError) {
        do {
            var configuration = Configuration()
            configuration.busyMode = .timeout(5)
            configuration.label = "townhall"
            configuration.maximumReaderCount = 4
            configuration.prepareDatabase { db in
                try db.execute(
                    sql: """
                        PRAGMA page_size = 8192; PRAGMA temp_store = MEMORY; PRAGMA cell_size_check = ON;
                        PRAGMA cache_size = -8000
                        """)
            }
            pool = try DatabasePool(path: path, configuration: configuration)
            lookers = Lookers(path: path, configuration: configuration)
            try pool.writeWithoutTransaction { db in
                // After opening: GRDB sets NORMAL then, which forgets the last transactions in a power cut.
                try db.execute(sql: "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 2000")
                guard try Int.fetchOne(db, sql: "PRAGMA synchronous") == 2,
                    try String.fetchOne(db, sql: "PRAGMA journal_mode") == "wal"
                else { throw StorageError.notDurable }
            }
            try TownHallSchema.migrate(pool)
            try pool.write { db in
                try db.execute(
                    sql: "INSERT INTO meta VALUES ('epoch', ?) ON CONFLICT DO NOTHING",
                    arguments: [ResourceID().description])
            }
        } catch {
            throw StorageError(any: error)
        }
        commits = GroupCommit(writer: pool)
    }

    /// One durable transaction, together with others, or nothing.
    func write<Result: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Result
    ) async throws(StorageError) -> Result {
        try await commits.perform(body)
    }

    /// One view of the database at one moment.
    func read<Result: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Result
    ) async throws(StorageError) -> Result {
        do {
            return try await pool.read(body)
        } catch {
            throw StorageError(any: error)
        }
    }

    /// What one statement finds by an index, a few rows at most: on the thread that asks.
    func look<Result>(_ body: (Database) throws -> Result) throws(StorageError) -> Result {
        do {
            return try lookers.lend(body)
        } catch {
            throw StorageError(any: error)
        }
    }

    /// Closes the connections; what comes after throws.
    package func close() {
        lookers.close()
        try? pool.close()
    }

    /// `PRAGMA synchronous` and `journal_mode` of the writer, for tests and diagnosis.
    package func promises() throws(StorageError) -> [String] {
        do {
            return try pool.writeWithoutTransaction { db in
                try ["synchronous", "journal_mode"].map { try String.fetchOne(db, sql: "PRAGMA \($0)") ?? "" }
            }
        } catch {
            throw StorageError(any: error)
        }
    }
}
