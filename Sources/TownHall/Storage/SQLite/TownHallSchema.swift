import GRDB

/// The versions of the service's database, one step after the other. Ids are UUIDs of 16 bytes, times seconds since
/// 1970, texts of several values JSON.
enum TownHallSchema {
    /// SQLite's `application_id`: “RHS1”.
    static let application: Int32 = 0x5248_5331

    static let steps = [version1]

    /// Brings a database up to the newest version, each step a transaction.
    /// - Throws: `unknownVersion` where it is newer than this program, or is not ours.
    static func migrate(_ writer: some DatabaseWriter) throws {
        try writer.write { db in
            let found = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
            let owner = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
            guard found <= steps.count, found == 0 || owner == application else {
                throw StorageError.unknownVersion(found: found, known: steps.count)
            }
            for number in found..<steps.count {
                try db.execute(sql: steps[number])
                try db.execute(sql: "PRAGMA application_id = \(application); PRAGMA user_version = \(number + 1)")
            }
        }
    }

    private static let version1 = """
        CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

        CREATE TABLE destination (
            id BLOB PRIMARY KEY, office TEXT NOT NULL, status TEXT NOT NULL, encryption_kid TEXT NOT NULL,
            keys TEXT NOT NULL, signed_keys TEXT NOT NULL, services TEXT NOT NULL) STRICT, WITHOUT ROWID;

        CREATE TABLE client (
            id BLOB PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, secret BLOB NOT NULL, previous_secret BLOB,
            destinations TEXT NOT NULL, device TEXT, certificate TEXT, revoked INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX client_name ON client (name) WHERE revoked = 0;
        CREATE INDEX client_device ON client (device) WHERE device IS NOT NULL;

        CREATE TABLE submission (
            number INTEGER PRIMARY KEY AUTOINCREMENT, id BLOB NOT NULL UNIQUE, case_id BLOB NOT NULL UNIQUE,
            destination BLOB NOT NULL, client BLOB NOT NULL, service_name TEXT, service TEXT NOT NULL,
            announced TEXT NOT NULL, state TEXT NOT NULL, announced_at INTEGER NOT NULL, submitted_at INTEGER,
            content_hash BLOB, metadata_tag TEXT, data_tag TEXT) STRICT;
        CREATE INDEX submission_waiting ON submission (destination, number) WHERE state = 'submitted';
        CREATE INDEX submission_announced ON submission (announced_at) WHERE state = 'announced';

        CREATE TABLE content (
            submission INTEGER PRIMARY KEY, metadata BLOB NOT NULL, data BLOB NOT NULL) STRICT;

        CREATE TABLE attachment (
            submission INTEGER NOT NULL, id BLOB NOT NULL, upload BLOB NOT NULL, length INTEGER NOT NULL,
            hash BLOB NOT NULL, tag TEXT NOT NULL, PRIMARY KEY (submission, id)) STRICT, WITHOUT ROWID;

        CREATE TABLE chunk (
            number INTEGER PRIMARY KEY, upload BLOB NOT NULL, place INTEGER NOT NULL, bytes BLOB NOT NULL) STRICT;
        CREATE UNIQUE INDEX chunk_place ON chunk (upload, place);

        CREATE TABLE event (
            submission INTEGER NOT NULL, place INTEGER NOT NULL, id BLOB NOT NULL, kind TEXT NOT NULL,
            at INTEGER NOT NULL, token TEXT, PRIMARY KEY (submission, place)) STRICT, WITHOUT ROWID;

        CREATE TABLE message (
            sequence INTEGER PRIMARY KEY AUTOINCREMENT, device TEXT NOT NULL, id BLOB NOT NULL, hash BLOB NOT NULL,
            sealed BLOB, UNIQUE (device, id)) STRICT;
        CREATE INDEX message_waiting ON message (device, sequence) WHERE sealed IS NOT NULL;
        """
}
