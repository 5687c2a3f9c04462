package import Foundation
import GRDB
package import SubmissionAPI

extension SQLiteStorage {
    package func stage(_ bytes: Data, at place: Int, of upload: UUID) async throws(StorageError) {
        try await write { db in try Self.addPiece(bytes, at: place, of: upload, db) }
    }

    package func discard(upload: UUID) async throws(StorageError) {
        try await write { db in try db.cached("DELETE FROM chunk WHERE upload = ?", [upload]) }
    }

    package func discardUploads() async throws(StorageError) {
        try await write { db in
            try db.execute(sql: "DELETE FROM chunk WHERE upload NOT IN (SELECT upload FROM attachment)")
        }
    }

    package func put(
        attachment: ResourceID, of submission: ResourceID, _ record: CiphertextRecord, upload: UUID,
        last: (bytes: Data, place: Int)
    ) async throws(StorageError) -> Keeping {
        try await write { db in
            let keeping = try Self.keep(attachment, of: submission, record, upload: upload, db)
            if keeping == .kept {
                try Self.addPiece(last.bytes, at: last.place, of: upload, db)
            } else if last.place > 0 {
                try db.cached("DELETE FROM chunk WHERE upload = ?", [upload])
            }
            return keeping
        }
    }

    private static func keep(
        _ attachment: ResourceID, of submission: ResourceID, _ record: CiphertextRecord, upload: UUID, _ db: Database
    ) throws -> Keeping {
        guard let found = try Found(db, id: submission) else { return .unknown }
        guard found.record.attachments.contains(attachment) else { return .refused }
        let hash = try Data.fetchOne(
            db.cachedStatement(sql: "SELECT hash FROM attachment WHERE submission = ? AND id = ?"),
            arguments: [found.number, attachment.uuid])
        if let hash { return hash == record.hash ? .repeated : .other }
        guard found.record.state == .announced else { return .refused }
        try db.cached(
            "INSERT INTO attachment VALUES (?, ?, ?, ?, ?, ?)",
            [found.number, attachment.uuid, upload, record.length, record.hash, record.tag])
        return .kept
    }

    package func attachment(
        _ id: ResourceID, of submission: ResourceID
    ) async throws(StorageError) -> (record: CiphertextRecord, upload: UUID)? {
        try look { db in
            try Row.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT length, hash, tag, upload FROM attachment
                            WHERE submission = (SELECT number FROM submission WHERE id = ?) AND id = ?
                        """),
                arguments: [submission.uuid, id.uuid]
            ).map { (CiphertextRecord(length: $0["length"], hash: $0["hash"], tag: $0["tag"]), $0["upload"]) }
        }
    }

    package func piece(_ place: Int, of upload: UUID) async throws(StorageError) -> Data? {
        try await read { db in
            try Data.fetchOne(
                db.cachedStatement(sql: "SELECT bytes FROM chunk WHERE upload = ? AND place = ?"),
                arguments: [upload, place])
        }
    }

    private static func addPiece(_ bytes: Data, at place: Int, of upload: UUID, _ db: Database) throws {
        try db.cached("INSERT INTO chunk (upload, place, bytes) VALUES (?, ?, ?)", [upload, place, bytes])
    }
}
