import GRDB

/// The tables of the opened cases. What a citizen said or could be known by is sealed under the data key; clear are
/// times, states, offices, services and the delivery service's random names. A released step never changes.
enum DeskSchema {
    /// SQLite's `application_id`: “Desk”.
    static let application: Int32 = 0x4465_736B

    static let steps = [
        """
        CREATE TABLE entry (
          id INTEGER PRIMARY KEY,
          -- Keyed hash of destination and reference: finds a case, tells nothing.
          name BLOB NOT NULL UNIQUE,
          -- Keyed hash of the contents' hashes: tells a repeat from another content.
          fingerprint BLOB NOT NULL,
          -- The submission that it was taken from, and the delivery service's case: none while only a stick brought it.
          submission TEXT NOT NULL, "case" TEXT,
          destination TEXT NOT NULL, office TEXT NOT NULL, service TEXT NOT NULL,
          state TEXT NOT NULL, accepted_at INTEGER NOT NULL, decided_at INTEGER,
          -- Days after acceptance; none where no catalogue named the service.
          keep_days INTEGER,
          -- Counts changes, so that two clerks do not overwrite each other.
          version INTEGER NOT NULL DEFAULT 1,
          head BLOB NOT NULL, metadata BLOB NOT NULL, data BLOB NOT NULL
        ) STRICT;
        CREATE INDEX entry_by_state ON entry (state, accepted_at);
        CREATE INDEX entry_by_office ON entry (office, accepted_at);
        CREATE INDEX entry_by_case ON entry ("case");
        CREATE TABLE attachment (
          submission TEXT NOT NULL, ordinal INTEGER NOT NULL, id TEXT NOT NULL, content BLOB NOT NULL,
          PRIMARY KEY (submission, ordinal)
        ) STRICT;
        CREATE TABLE verdict (
          submission TEXT PRIMARY KEY, "case" TEXT NOT NULL, destination TEXT NOT NULL,
          event TEXT NOT NULL, tags TEXT NOT NULL, token TEXT NOT NULL,
          judged_at INTEGER NOT NULL, posted_at INTEGER
        ) STRICT;
        CREATE INDEX verdict_to_post ON verdict (judged_at) WHERE posted_at IS NULL;
        CREATE TABLE step (
          id INTEGER PRIMARY KEY, entry INTEGER NOT NULL REFERENCES entry (id) ON DELETE CASCADE,
          at INTEGER NOT NULL, content BLOB NOT NULL
        ) STRICT;
        CREATE INDEX step_by_entry ON step (entry);
        CREATE TABLE message (
          id TEXT PRIMARY KEY, entry INTEGER REFERENCES entry (id) ON DELETE CASCADE,
          kind TEXT NOT NULL, device TEXT, queued_at INTEGER NOT NULL, posted_at INTEGER,
          -- Sealed to the desk until the device is known, sealed to the device from then on.
          content BLOB, sealed BLOB
        ) STRICT;
        CREATE INDEX message_to_post ON message (queued_at) WHERE posted_at IS NULL;
        CREATE TABLE audit (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, content BLOB NOT NULL) STRICT;
        CREATE TABLE note (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
        """,
        // A page of several offices in one state, in order; also counts by office and state.
        "CREATE INDEX entry_by_office_and_state ON entry (office, state, accepted_at)",
        // How it was established who applies, for figures; none where the data do not say so.
        "ALTER TABLE entry ADD COLUMN identification TEXT",
    ]

    /// Brings a database up to the newest version, each step a transaction.
    static func migrate(_ queue: DatabaseQueue) throws {
        let found = try queue.read(version)
        let isOurs = try queue.read { db in
            try found == 0 || Int32.fetchOne(db, sql: "PRAGMA application_id") == application
        }
        guard isOurs, found <= steps.count else { throw DeskError.unknownVersion(found: found, known: steps.count) }
        for number in found..<steps.count {
            try queue.write { db in
                // Another process may have been here first.
                guard try version(db) == number else { return }
                try db.execute(sql: steps[number])
                try db.execute(sql: "PRAGMA application_id = \(application); PRAGMA user_version = \(number + 1)")
            }
        }
    }

    private static func version(_ db: Database) throws -> Int {
        try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
    }
}
