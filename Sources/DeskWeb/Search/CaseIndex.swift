internal import Catalogue
internal import ClerkDesk
internal import Foundation

/// Finds cases by the words in them. On the disk every case is sealed, so the words are read once, when the desk starts, and
/// kept in memory: nothing that could be searched lies on the disk.
///
/// Words are folded as in the service directory: case, accents, ß and the ways to write umlauts make no difference. A
/// case is found where each word of the search begins one of its own.
actor CaseIndex {
    /// The most bytes of words; older cases are then found by their references only.
    static let bound = 256 << 20

    private struct Entry {
        let id: CaseID
        let row: Int64
        let office: String
        /// Folded words, each with a space before it.
        let words: [UInt8]
    }

    /// What a search gave.
    struct Findings: Sendable {
        /// Newest first.
        let cases: [CaseID]
        /// More than were asked for.
        let isCut: Bool
        /// All cases have been read.
        let isComplete: Bool
    }

    private let store: CaseStore
    private let services: KnownServices
    /// Oldest first.
    private var entries: [Entry] = []
    private var last: Int64 = 0
    private var byteCount = 0
    private var isComplete = false

    init(_ store: CaseStore, _ services: KnownServices) {
        self.store = store
        self.services = services
    }

    /// Reads cases that came since, some at a time, until none is left.
    func followAll() async throws {
        while try !follow() { await Task.yield() }
    }

    /// Searches.
    /// - Parameters:
    ///   - text: Words, or a part of a reference.
    ///   - offices: Only cases of these.
    ///   - limit: At most so many.
    /// - Returns: What was found.
    /// - Throws: Where the database fails.
    func search(_ text: String, offices: Set<String>, limit: Int) throws -> Findings {
        _ = try follow()
        try forgetDeleted()
        let wanted = Self.words(text)
        guard !wanted.isEmpty else { return Findings(cases: [], isCut: false, isComplete: isComplete) }
        var found: [CaseID] = []
        for entry in entries.reversed() where offices.contains(entry.office) {
            guard wanted.allSatisfy({ Self.holds(entry.words, $0) }) else { continue }
            if found.count == limit { return Findings(cases: found, isCut: true, isComplete: isComplete) }
            found.append(entry.id)
        }
        return Findings(cases: found, isCut: false, isComplete: isComplete)
    }

    /// - Returns: Whether all are read.
    private func follow() throws -> Bool {
        let some = 200
        let cases = try store.cases(after: last, limit: some)
        for entry in cases {
            last = entry.row
            let words = try words(of: entry)
            byteCount += words.count
            entries.append(Entry(id: entry.id, row: entry.row, office: entry.office, words: words))
        }
        while byteCount > Self.bound, let first = entries.first {
            byteCount -= first.words.count
            entries.removeFirst()
        }
        isComplete = cases.count < some
        return isComplete
    }

    private func forgetDeleted() throws {
        guard isComplete, try store.count() != entries.count else { return }
        let rows = try store.rows()
        entries.removeAll { !rows.contains($0.row) }
        byteCount = entries.reduce(0) { $0 + $1.words.count }
        // A row that was deleted as the newest may be given out again.
        last = min(last, rows.max() ?? 0)
    }

    private func words(of entry: DeskCase) throws -> [UInt8] {
        var text = entry.reference + " " + DeskWords.grouped(entry.reference)
        if let service = services.service(identifier: entry.service) { text += " " + service.title(.german) }
        let sheet = AnswerSheet(
            data: try store.data(of: entry), services: services, schemaURI: entry.head.schemaURI)
        for line in sheet?.lines ?? [] { if let value = line.value { text += " " + value } }
        return Self.words(text).flatMap { $0 }
    }

    /// Each with a space before it.
    private static func words(_ text: String) -> [[UInt8]] {
        Array(SearchFolding.fold(text).utf8).split(separator: 0x20).map { [0x20] + $0 }
    }

    private static func holds(_ words: [UInt8], _ word: [UInt8]) -> Bool {
        words.withUnsafeBufferPointer { words in
            word.withUnsafeBufferPointer { word in
                var start = 0
                while start + word.count <= words.count {
                    var length = 0
                    while length < word.count, words[start + length] == word[length] { length += 1 }
                    if length == word.count { return true }
                    start += 1
                }
                return false
            }
        }
    }
}
