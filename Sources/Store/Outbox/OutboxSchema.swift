extension Schema {
    /// `outbox.sqlite`, shared with the messenger. Nothing in it can be read on this device.
    ///
    /// - `cases`: one row a sealed case: its reference, its way so far, its parts. `digest` covers all other columns, so
    ///   that a flipped bit is noticed.
    /// - `chunks`: the sealed parts in pieces of 1 MB. Cascades with the case.
    /// - `receipts`: what the town hall answered; stays when the case is gone.
    /// - `messages`: sealed messages from the town hall that the terminal has not opened yet.
    /// - `log`: what happened, by kinds and numbers.
    /// - `clock`: the last reading of the clocks, and the age of the device's memory in seconds.
    /// - `messenger` (2): how the messenger stands, and the town hall's epoch that it saw last.
    static let outbox = Schema(
        application: 0x4F55_5431,
        steps: [
            """
            CREATE TABLE counter (id INTEGER PRIMARY KEY CHECK (id = 1), value INTEGER NOT NULL) STRICT;
            INSERT INTO counter (id, value) VALUES (1, 0);
            CREATE TABLE cases (
                id INTEGER PRIMARY KEY,
                reference TEXT NOT NULL UNIQUE,
                session BLOB NOT NULL UNIQUE CHECK (length(session) = 16),
                counter INTEGER NOT NULL UNIQUE,
                service TEXT NOT NULL,
                serviceIdentifier TEXT NOT NULL,
                destination BLOB NOT NULL,
                keyID TEXT NOT NULL,
                replaces TEXT,
                sealedAt INTEGER NOT NULL,
                parts TEXT NOT NULL,
                state TEXT NOT NULL,
                setAside TEXT,
                submission BLOB,
                caseID BLOB,
                epoch TEXT,
                uploaded TEXT NOT NULL,
                attempts INTEGER NOT NULL,
                changedAt INTEGER NOT NULL,
                acceptedAge INTEGER,
                digest TEXT NOT NULL
            ) STRICT;
            CREATE TABLE chunks (
                id INTEGER PRIMARY KEY,
                caseRow INTEGER NOT NULL REFERENCES cases (id) ON DELETE CASCADE,
                part INTEGER NOT NULL,
                place INTEGER NOT NULL,
                bytes BLOB NOT NULL,
                UNIQUE (caseRow, part, place)
            ) STRICT;
            CREATE TABLE receipts (
                id INTEGER PRIMARY KEY,
                reference TEXT NOT NULL,
                session BLOB NOT NULL,
                service TEXT NOT NULL,
                kind TEXT NOT NULL,
                token BLOB NOT NULL,
                receivedAt INTEGER NOT NULL,
                digest TEXT NOT NULL
            ) STRICT;
            CREATE INDEX receiptsBySession ON receipts (session);
            CREATE INDEX receiptsByReference ON receipts (reference);
            CREATE TABLE messages (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                name TEXT NOT NULL UNIQUE,
                sealed BLOB NOT NULL,
                receivedAt INTEGER NOT NULL,
                digest TEXT NOT NULL
            ) STRICT;
            CREATE TABLE log (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                at INTEGER NOT NULL,
                kind TEXT NOT NULL,
                reference TEXT,
                number INTEGER
            ) STRICT;
            CREATE TABLE clock (
                id INTEGER PRIMARY KEY CHECK (id = 1),
                wall INTEGER NOT NULL,
                boot TEXT NOT NULL,
                uptime INTEGER NOT NULL,
                age INTEGER NOT NULL
            ) STRICT;
            """,
            """
            CREATE TABLE messenger (
                id INTEGER PRIMARY KEY CHECK (id = 1),
                running INTEGER NOT NULL,
                lastContact INTEGER,
                trouble TEXT,
                since INTEGER,
                epoch TEXT,
                writtenAt INTEGER NOT NULL
            ) STRICT;
            """,
        ],
        smallTables: ["counter", "cases", "clock", "messenger"])
}
