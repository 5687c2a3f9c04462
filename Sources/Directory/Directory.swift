import Foundation
import GRDB
import UnicodeText

/// The service directory of this device: what there is to know about services, offered here or not, without a network.
package final class Directory: Sendable {
    private let database: DatabaseQueue
    private let path: String
    /// By language: the words of titles and synonyms, for typing errors.
    private let vocabulary: [String: [[UInt8]]]

    /// Opens a directory file for reading; nothing else writes to it.
    /// - Throws: `DirectoryError`.
    package init(path: String) throws(DirectoryError) {
        guard FileManager.default.fileExists(atPath: path) else { throw .notFound(path: path) }
        var configuration = Configuration()
        configuration.readonly = true
        do {
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            vocabulary = try queue.read { db in
                guard try DirectorySchema.isKnown(db) else { throw DirectoryError.unusable(path: path) }
                return try Row.fetchAll(db, sql: "SELECT word, language FROM vocabulary").reduce(into: [:]) {
                    $0[$1["language"] as String, default: []].append(Array(($1["word"] as String).utf8))
                }
            }
            database = queue
        } catch {
            throw .unusable(path: path)
        }
        self.path = path
    }

    /// What the directory says of a service, in a language or else in German.
    /// - Throws: `unusable` where the file is damaged.
    package func entry(_ id: String, language: String) throws(DirectoryError) -> DirectoryEntry? {
        try first("name = ?", id, language)
    }

    /// The same by FIM/LeiKa key.
    /// - Throws: `unusable` where the file is damaged.
    package func entry(key: String, language: String) throws(DirectoryError) -> DirectoryEntry? {
        try first("key = ?", key, language)
    }

    private func first(_ condition: String, _ value: String, _ language: String) throws(DirectoryError)
        -> DirectoryEntry?
    {
        try read { db in
            let json = try String.fetchOne(
                db,
                sql: """
                    SELECT description FROM entries WHERE \(condition) AND language IN (?, 'de')
                    ORDER BY language = ? DESC, id LIMIT 1
                    """, arguments: [value, language, language])
            return try json.map { try JSONDecoder().decode(DirectoryEntry.self, from: Data($0.utf8)) }
        }
    }

    /// Finds services by what somebody types: beginnings of words first, then parts of words, then words that are one
    /// or two slips away. Every word typed must be found; the last may be unfinished.
    /// - Parameters:
    ///   - text: As it was typed.
    ///   - language: Whose entries; German ones where a service has none.
    ///   - limit: How many at most.
    /// - Returns: The best first.
    /// - Throws: `unusable` where the file is damaged.
    package func search(_ text: String, language: String, limit: Int = 20) throws(DirectoryError) -> [DirectoryHit] {
        let words = Words.fold(String(text.prefix(Self.mostCharacters))).split(separator: " ").map(String.init)
        guard !words.isEmpty else { return [] }
        return try read { db in
            var found: [DirectoryHit] = []
            func add(_ hits: [DirectoryHit]) {
                for hit in hits where found.count < limit && !found.contains(where: { $0.id == hit.id }) {
                    found.append(hit)
                }
            }
            add(try self.hits(in: db, "search", Self.query(words.map { [$0] }, isPrefix: true), language, limit))
            if found.count < limit, words.allSatisfy({ $0.utf8.count >= 3 }) {
                add(try self.hits(in: db, "parts", Self.query(words.map { [$0] }, isPrefix: false), language, limit))
            }
            if found.isEmpty {
                let near = words.map { self.near($0, language) }
                if near.allSatisfy({ !$0.isEmpty }) {
                    add(try self.hits(in: db, "search", Self.query(near, isPrefix: true), language, limit))
                }
            }
            return found
        }
    }

    /// More than anybody types into a search field.
    private static let mostCharacters = 100

    /// The vocabulary's words nearest to one: those within the tolerance, as whole words or as beginnings.
    private func near(_ word: String, _ language: String) -> [String] {
        let typed = Array(word.utf8)
        let bound = Spelling.tolerance(ofLength: typed.count)
        guard bound > 0 else { return [word] }
        var best: [(word: [UInt8], distance: Int)] = []
        for known in Set([language, "de"]).flatMap({ vocabulary[$0] ?? [] }) {
            let whole = EditDistance.between(typed, known, atMost: bound)
            let beginning =
                known.count > typed.count
                ? EditDistance.between(typed, Array(known.prefix(typed.count)), atMost: bound) : nil
            guard let distance = [whole, beginning].compactMap({ $0 }).min() else { continue }
            best.append((known, distance))
        }
        let least = best.map(\.distance).min() ?? 0
        return best.filter { $0.distance == least }.prefix(20).map { String(decoding: $0.word, as: UTF8.self) }
    }

    /// Each inner list is one typed word in its spellings. Folded words are letters and digits: nothing to escape.
    private static func query(_ words: [[String]], isPrefix: Bool) -> String {
        words.map { spellings in
            "(" + spellings.map { "\"\($0)\"" + (isPrefix ? "*" : "") }.joined(separator: " OR ") + ")"
        }.joined(separator: " AND ")
    }

    private func hits(
        in db: Database, _ table: String, _ query: String, _ language: String, _ limit: Int
    ) throws -> [DirectoryHit] {
        let rank = table == "search" ? "bm25(search, 10.0, 5.0, 1.0)" : "length(entries.title)"
        return try Row.fetchAll(
            db,
            sql: """
                SELECT entries.name, entries.key, entries.title FROM \(table)
                JOIN entries ON entries.id = \(table).rowid
                WHERE \(table) MATCH ? AND (entries.language = ? OR (entries.language = 'de' AND NOT EXISTS (
                    SELECT 1 FROM entries AS other WHERE other.name = entries.name AND other.language = ?)))
                ORDER BY \(rank), entries.title LIMIT ?
                """, arguments: [query, language, language, limit]
        ).map { DirectoryHit(id: $0["name"], key: $0["key"], title: $0["title"]) }
    }

    private func read<Result>(_ body: (Database) throws -> Result) throws(DirectoryError) -> Result {
        do {
            return try database.read(body)
        } catch {
            throw .unusable(path: path)
        }
    }
}
