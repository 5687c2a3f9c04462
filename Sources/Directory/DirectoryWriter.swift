import Foundation
import GRDB
import UnicodeText

/// Makes a directory file. Who reads the old one goes on with it; the new one takes its place whole.
package enum DirectoryWriter {
    /// Writes entries into a file that replaces the one of that name.
    /// - Returns: How many entries the file holds.
    /// - Throws: `notWritten`; the old file is as it was then.
    @discardableResult
    package static func write(_ entries: [DirectoryEntry], to path: String) throws(DirectoryError) -> Int {
        let beside = path + ".new"
        try? FileManager.default.removeItem(atPath: beside)
        do {
            let count = try make(entries, at: beside)
            guard rename(beside, path) == 0 else {
                throw DirectoryError.notWritten(path: path, reason: String(cString: strerror(errno)))
            }
            return count
        } catch {
            try? FileManager.default.removeItem(atPath: beside)
            switch error {
            case let error as DirectoryError: throw error
            case let error as DatabaseError: throw .notWritten(path: path, reason: error.message ?? "SQLite refuses")
            default: throw .notWritten(path: path, reason: "the entries cannot be written as JSON")
            }
        }
    }

    private static func make(_ entries: [DirectoryEntry], at path: String) throws -> Int {
        var configuration = Configuration()
        // One file, synced when it is whole: no companions that would stay behind at the renaming.
        configuration.prepareDatabase { db in try db.execute(sql: "PRAGMA synchronous = FULL") }
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        defer { try? queue.close() }
        return try queue.write { db in
            try db.execute(sql: DirectorySchema.statements)
            for entry in entries { try insert(entry, in: db) }
            try db.execute(
                sql: """
                    INSERT INTO search (search) VALUES ('optimize'); INSERT INTO parts (parts) VALUES ('optimize');
                    PRAGMA application_id = \(DirectorySchema.application);
                    PRAGMA user_version = \(DirectorySchema.version);
                    """)
            return try Int.fetchOne(db, sql: "SELECT count(*) FROM entries") ?? 0
        }
    }

    /// A later entry of the same service and language replaces an earlier one.
    private static func insert(_ entry: DirectoryEntry, in db: Database) throws {
        let old = try Int64.fetchOne(
            db, sql: "SELECT id FROM entries WHERE name = ? AND language = ?", arguments: [entry.id, entry.language])
        if let old {
            for table in ["entries WHERE id", "search WHERE rowid", "parts WHERE rowid"] {
                try db.execute(sql: "DELETE FROM \(table) = ?", arguments: [old])
            }
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let json = String(decoding: try encoder.encode(entry), as: UTF8.self)
        try db.execute(
            sql: "INSERT INTO entries (name, key, language, title, description) VALUES (?, ?, ?, ?, ?)",
            arguments: [entry.id, entry.key, entry.language, entry.title, json])
        let row = db.lastInsertedRowID
        let title = Words.fold(entry.title)
        let words = entry.words.map(Words.fold).joined(separator: " ")
        let text = DirectoryEntry.Section.allCases.compactMap { entry.sections[$0] }.map(Words.fold)
            .joined(separator: " ")
        try db.execute(
            sql: "INSERT INTO search (rowid, title, words, text) VALUES (?, ?, ?, ?)",
            arguments: [row, title, words, text])
        try db.execute(
            sql: "INSERT INTO parts (rowid, words) VALUES (?, ?)", arguments: [row, title + " " + words])
        for word in Set((title + " " + words).split(separator: " ")) where word.utf8.count >= 4 {
            try db.execute(
                sql: "INSERT INTO vocabulary (word, language) VALUES (?, ?) ON CONFLICT DO NOTHING",
                arguments: [String(word), entry.language])
        }
    }
}
