import Foundation
import GRDB

/// Takes over from a damaged outbox what can be read and is as it was written. The damaged files stay as they are: a
/// copy of them is read.
struct Salvage {
    /// What was found.
    struct Yield {
        var cases = 0
        /// The counter of references, where it could be read.
        var counter: Int?
    }

    let directory: StoreDirectory
    /// The damaged database, in the same directory.
    let name: String

    private var copy: String { "\(directory.path)/\(directory.name).salvage.sqlite" }

    /// Copies sound cases into the new outbox, in one transaction each, those that it has already left out.
    /// - Throws: What the disk refuses.
    func run(into outbox: Outbox) throws(StoreError) -> Yield {
        var yield = Yield()
        removeCopy()
        defer { removeCopy() }
        guard name.hasPrefix(directory.name + ".damaged-"), !name.contains("/"), makeCopy(),
            let damaged = try? DatabaseQueue(path: copy)
        else { return yield }
        defer { try? damaged.close() }
        yield.counter = try? damaged.read { try Outbox.counter(in: $0) }
        var seen: Set<Int64> = []
        for order in ["ASC", "DESC"] {
            for row in rows(of: damaged, order) where seen.insert(row).inserted {
                guard let (entry, contents) = read(row, of: damaged) else { continue }
                let isNew = try outbox.write { db in
                    guard try OutboxCase.find(entry.reference, in: db) == nil else { return false }
                    try outbox.insert(entry, contents: contents, in: db)
                    return true
                }
                if isNew { yield.cases += 1 }
            }
        }
        return yield
    }

    /// Row numbers up to the first that cannot be read.
    private func rows(of damaged: DatabaseQueue, _ order: String) -> [Int64] {
        var rows: [Int64] = []
        try? damaged.read { db in
            let cursor = try Int64.fetchCursor(db, sql: "SELECT id FROM cases NOT INDEXED ORDER BY id \(order)")
            while let row = try cursor.next() { rows.append(row) }
        }
        return rows
    }

    /// One case with its parts, if all of it is as it was written.
    private func read(_ row: Int64, of damaged: DatabaseQueue) -> (OutboxCase, [Data])? {
        try? damaged.read { db in
            guard
                let found = try Row.fetchOne(
                    db, sql: "SELECT \(OutboxCase.columns) FROM cases WHERE id = ?", arguments: [row])
            else { return nil }
            let entry = try OutboxCase(row: found)
            let contents = try entry.parts.indices.map { part in
                try Data.fetchAll(
                    db, sql: "SELECT bytes FROM chunks WHERE caseRow = ? AND part = ? ORDER BY place",
                    arguments: [row, part]
                ).reduce(into: Data()) { $0.append($1) }
            }
            return zip(entry.parts, contents).allSatisfy { $0.matches($1) } ? (entry, contents) : nil
        }
    }

    private func makeCopy() -> Bool {
        StoreDirectory.companions.allSatisfy { companion in
            let source = "\(directory.path)/\(name)\(companion)"
            guard companion != "-shm", fileExists(source) else { return true }
            return (try? FileManager.default.copyItem(atPath: source, toPath: copy + companion)) != nil
        }
    }

    private func removeCopy() {
        for companion in StoreDirectory.companions { try? FileManager.default.removeItem(atPath: copy + companion) }
    }
}
