package import Foundation
import GRDB
import Sealing

/// What the town hall answered to a case. It stays when the case is gone from the device.
package struct Receipt: Hashable, Sendable {
    /// What the town hall said.
    package enum Kind: String, Hashable, Sendable { case accepted, rejected }

    package let reference: String
    package let service: String
    package let kind: Kind
    /// The signed token: verify it again before anybody is told “Received”.
    package let token: Data
    /// Seconds since 1970 by the wall clock of that moment.
    package let receivedAt: Int64

    init(_ entry: OutboxCase, kind: Kind, token: Data, at time: StoreTime) {
        reference = entry.reference
        service = entry.service
        self.kind = kind
        self.token = token
        receivedAt = time.wall
    }

    init(row: Row) throws {
        guard let kind = Kind(rawValue: row["kind"]) else { throw StoreError.damaged(.receipt) }
        reference = row["reference"]
        service = row["service"]
        self.kind = kind
        token = row["token"]
        receivedAt = row["receivedAt"]
        guard digest(session: row["session"]) == row["digest"] else { throw StoreError.damaged(.receipt) }
    }

    private func digest(session: Data) -> String {
        let text = "\(reference)/\(service)/\(kind.rawValue)/\(receivedAt)/\(session.base64EncodedString())/"
        return String(ContentHash(of: Data(text.utf8) + token).hexadecimal.prefix(32))
    }

    func insert(session: UUID, in db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO receipts (reference, session, service, kind, token, receivedAt, digest)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                reference, session.bytes, service, kind.rawValue, token, receivedAt, digest(session: session.bytes),
            ])
    }
}

extension Outbox {
    /// The answers to a case, oldest first.
    /// - Throws: `damaged` where one is not as it was written.
    package func receipts(of reference: String) throws(StoreError) -> [Receipt] {
        try database.read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM receipts WHERE reference = ? ORDER BY id", arguments: [reference])
                .map(Receipt.init(row:))
        }
    }
}
