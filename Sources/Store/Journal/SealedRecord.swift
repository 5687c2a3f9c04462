package import Foundation
import GRDB
package import Sealing

/// Which ciphertexts a reference stands for, and where they go: written down by the terminal when it sealed them, where
/// the messenger does not write.
package struct SealedRecord: Hashable, Sendable {
    /// Without spaces.
    package let reference: String
    /// Whose word counts about it.
    package let destination: UUID
    /// What an accept token must repeat.
    package let tags: AuthenticationTags

    /// How many are kept: the newest.
    private static let bound: Int64 = 50_000

    /// Takes them from a case of the outbox.
    package init(_ entry: OutboxCase) {
        reference = entry.reference
        destination = entry.destination
        tags = entry.authenticationTags
    }

    init(row: Row) throws {
        guard let destination = UUID(bytes: row["destination"] as Data),
            let tags = try? JSONDecoder().decode(AuthenticationTags.self, from: Data((row["tags"] as String).utf8))
        else { throw StoreError.damaged(.database) }
        reference = row["reference"]
        self.destination = destination
        self.tags = tags
    }

    func insert(in db: Database) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try db.execute(
            sql: "INSERT INTO confirmed (reference, destination, tags) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            arguments: [reference, destination.bytes, String(decoding: try encoder.encode(tags), as: UTF8.self)])
        try db.execute(sql: "DELETE FROM confirmed WHERE id <= ?", arguments: [db.lastInsertedRowID - Self.bound])
    }
}

extension Journal {
    /// What this terminal sealed under a reference; nothing where it was sealed before terminals wrote that down, or on
    /// another device.
    /// - Throws: `busy`, `damaged`, `diskFailing`.
    package func sealedRecord(of reference: String) throws(StoreError) -> SealedRecord? {
        try database.read { db in
            try Row.fetchOne(db, sql: "SELECT * FROM confirmed WHERE reference = ?", arguments: [reference])
                .map(SealedRecord.init(row:))
        }
    }
}

extension OutboxCase {
    /// What the town hall's accept token must repeat, by what the outbox says.
    package var authenticationTags: AuthenticationTags {
        func tag(_ kind: SealedPart.Kind) -> String { parts.first { $0.kind == kind }?.tag ?? "" }
        let attachments = parts.compactMap { part in part.id.map { ($0.uuidString.lowercased(), part.tag) } }
        return AuthenticationTags(
            metadata: tag(.metadata), data: tag(.data),
            attachments: Dictionary(attachments, uniquingKeysWith: { $1 }))
    }
}
