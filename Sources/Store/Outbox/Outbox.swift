import Foundation
import GRDB
import Sealing

/// The sealed cases of this device and their way to the town hall; terminal and messenger share it.
///
/// Each call that writes is one durable transaction.
package final class Outbox: Sendable {
    let database: StoreDatabase
    let directory: StoreDirectory
    private let lock: FileLock

    init(_ opened: OpenedDatabase, directory: StoreDirectory) {
        database = opened.database
        lock = opened.lock
        self.directory = directory
    }

    deinit { database.close() }

    /// Opens the outbox as the messenger or an administrator: as it is, or not at all.
    /// - Parameters:
    ///   - path: The outbox's directory.
    ///   - patience: How many seconds to wait for a terminal that is setting a damaged outbox aside.
    /// - Throws: `notFound` where there is no outbox yet; `unknownVersion`; `damaged`, which the terminal's next start
    ///   sets aside; `inUse`; `readOnly`; `diskFailing`.
    package convenience init(existingAt path: String, patience: Double = 5) throws(StoreError) {
        let directory = StorePlaces.outbox(at: path)
        let opened = try OpenedDatabase.asGuest(directory, schema: .outbox, patience: patience)
        self.init(opened, directory: directory)
    }

    /// Whether the terminal asks for the outbox, to set it aside: then close it, wait and open it again.
    package var isWantedBack: Bool { fileExists(directory.wanted) }

    /// A number that changes whenever another program has written: poll it.
    /// - Throws: `busy`, `diskFailing`.
    package func dataVersion() throws(StoreError) -> Int { try database.dataVersion() }

    /// Writes, if the schema is still the one that this program knows.
    func write<Result>(_ body: (Database) throws -> Result) throws(StoreError) -> Result {
        try database.write { db in
            try database.schema.require(db)
            return try body(db)
        }
    }

    /// All cases, oldest first, without their contents. Rows that are damaged are told by their number.
    /// - Throws: `busy`, `damaged`, `diskFailing`.
    package func cases() throws(StoreError) -> OutboxListing {
        try listing("SELECT \(OutboxCase.columns) FROM cases ORDER BY id")
    }

    /// The cases for which the messenger has something to do, oldest first. A damaged row blocks none of them.
    /// - Throws: As `cases`.
    package func due(limit: Int = 100) throws(StoreError) -> OutboxListing {
        try listing(
            """
            SELECT \(OutboxCase.columns) FROM cases
            WHERE setAside IS NULL AND state IN ('sealed', 'created', 'uploading', 'submitted')
            ORDER BY attempts, id LIMIT \(max(0, limit))
            """)
    }

    private func listing(_ sql: String) throws(StoreError) -> OutboxListing {
        try database.read { db in
            var listing = OutboxListing()
            for row in try Row.fetchAll(db, sql: sql) {
                if let entry = try? OutboxCase(row: row) {
                    listing.cases.append(entry)
                } else {
                    listing.damagedRows.append(row["id"])
                }
            }
            return listing
        }
    }

    /// One case.
    /// - Throws: `notFound`, `damaged`, and what reading throws.
    package func find(_ reference: String) throws(StoreError) -> OutboxCase {
        try database.read { db in
            guard let found = try OutboxCase.find(reference, in: db) else { throw StoreError.notFound }
            return found.entry
        }
    }

    /// Takes a step of a case's way and writes it down with the answer that came with it, in one transaction.
    /// - Returns: The case as it is now.
    /// - Throws: `notFound`, `notAllowed`, `damaged`, `unknownVersion`, and what the disk refuses: then the case is as
    ///   it was.
    @discardableResult
    package func take(_ step: DeliveryStep, of reference: String, at time: StoreTime) throws(StoreError) -> OutboxCase {
        try write { db in
            guard var (_, entry) = try OutboxCase.find(reference, in: db) else { throw StoreError.notFound }
            let before = entry
            try entry.delivery.take(step)
            guard entry.delivery != before.delivery else { return before }
            let age = try DeviceAge.advance(to: time, in: db)
            entry.changedAt = time.wall
            entry.acceptedAge = entry.delivery.state == .accepted ? before.acceptedAge ?? age : nil
            try entry.update(in: db)
            switch step {
            case .accepted(let token):
                try Receipt(entry, kind: .accepted, token: token, at: time).insert(session: entry.session, in: db)
            case .rejected(let token):
                try Receipt(entry, kind: .rejected, token: token, at: time).insert(session: entry.session, in: db)
            default: break
            }
            try OutboxEvent(step).insert(reference: reference, at: time, in: db)
            return entry
        }
    }
}

/// Cases that were read, and rows that could not be.
package struct OutboxListing: Hashable, Sendable {
    /// In order.
    package internal(set) var cases: [OutboxCase] = []
    /// Numbers of rows that are not as they were written. Their contents stay where they are.
    package internal(set) var damagedRows: [Int64] = []
}
