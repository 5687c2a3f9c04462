import GRDB

/// The tables of a directory file. It is made whole by an import and never changed.
///
/// - `entries`: a description, JSON, for each service and language.
/// - `search`: folded words by what they stand in, for prefixes and ranking.
/// - `parts`: folded titles and words cut into threes, for parts of words.
/// - `vocabulary`: the folded words of titles and synonyms, for typing errors.
enum DirectorySchema {
    static let application: Int32 = 0x4444_4952
    static let version = 1

    static let statements = """
        CREATE TABLE entries (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL,
            key TEXT,
            language TEXT NOT NULL,
            title TEXT NOT NULL,
            description TEXT NOT NULL,
            UNIQUE (name, language)
        ) STRICT;
        CREATE INDEX entriesByKey ON entries (key, language);
        CREATE VIRTUAL TABLE search USING fts5 (title, words, text, tokenize = 'unicode61', prefix = '2 3');
        CREATE VIRTUAL TABLE parts USING fts5 (words, tokenize = 'trigram');
        CREATE TABLE vocabulary (word TEXT NOT NULL, language TEXT NOT NULL, PRIMARY KEY (word, language))
            STRICT, WITHOUT ROWID;
        """

    /// Whether a database is a directory that this program reads.
    static func isKnown(_ db: Database) throws -> Bool {
        try Int32.fetchOne(db, sql: "PRAGMA application_id") == application
            && Int.fetchOne(db, sql: "PRAGMA user_version") == version
    }
}
