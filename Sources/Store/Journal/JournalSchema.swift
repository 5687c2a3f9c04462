extension Schema {
    /// `journal.sqlite`, the terminal's own.
    ///
    /// - `sessions`: one row an open session. `head` says, sealed, how many entries there are and how the last one ends.
    /// - `entries`: what happened in a session, in order, each sealed to its place and to the entry before it.
    /// - `chunks`: attachments, sealed in pieces of 1 MB.
    /// - `ledger`: one row; the highest counter that a reference was made from, in case the outbox is lost.
    /// - `confirmed`: which ciphertexts each reference stands for, so that a receipt is held against what this terminal
    ///   sealed and not against what the messenger says it did.
    /// - `messages`: what the town hall wrote to this device, as it came: sealed to the device's key.
    static let journal = Schema(
        application: 0x4A52_4E31,
        steps: [
            """
            CREATE TABLE sessions (
                id INTEGER PRIMARY KEY,
                session BLOB NOT NULL UNIQUE CHECK (length(session) = 16),
                configuration TEXT NOT NULL,
                openedAt INTEGER NOT NULL,
                wrappedKey BLOB,
                head BLOB NOT NULL
            ) STRICT;
            CREATE TABLE entries (
                session INTEGER NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
                ordinal INTEGER NOT NULL CHECK (ordinal > 0),
                sealed BLOB NOT NULL,
                PRIMARY KEY (session, ordinal)
            ) STRICT, WITHOUT ROWID;
            CREATE TABLE chunks (
                session INTEGER NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
                attachment BLOB NOT NULL CHECK (length(attachment) = 16),
                place INTEGER NOT NULL CHECK (place >= 0),
                isLast INTEGER NOT NULL CHECK (isLast IN (0, 1)),
                sealed BLOB NOT NULL,
                UNIQUE (session, attachment, place)
            ) STRICT;
            CREATE TABLE ledger (
                id INTEGER PRIMARY KEY CHECK (id = 1),
                counter INTEGER NOT NULL
            ) STRICT;
            INSERT INTO ledger (id, counter) VALUES (1, 0);
            """,
            """
            CREATE TABLE confirmed (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                reference TEXT NOT NULL UNIQUE,
                destination BLOB NOT NULL CHECK (length(destination) = 16),
                tags TEXT NOT NULL
            ) STRICT;
            CREATE TABLE messages (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                name TEXT NOT NULL UNIQUE,
                message BLOB UNIQUE CHECK (length(message) = 16),
                kind TEXT,
                reference TEXT,
                refusal TEXT,
                sealed BLOB NOT NULL,
                receivedAt INTEGER NOT NULL,
                CHECK ((message IS NULL) = (kind IS NULL) AND (kind IS NULL) = (refusal IS NOT NULL))
            ) STRICT;
            """,
        ],
        smallTables: ["sessions", "entries", "ledger"])
}
