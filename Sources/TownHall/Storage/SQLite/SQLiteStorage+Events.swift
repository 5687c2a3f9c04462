import Foundation
import GRDB
package import Sealing
package import SubmissionAPI

extension SQLiteStorage {
    package func events(
        of submission: ResourceID, offset: Int, limit: Int
    ) async throws(StorageError) -> (total: Int, page: [EventRecord]) {
        // A case has a handful of them.
        let events = try look { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT * FROM event WHERE submission = (SELECT number FROM submission WHERE id = ?)
                            ORDER BY place
                        """),
                arguments: [submission.uuid]
            ).map(EventRecord.init(row:))
        }
        return (events.count, Array(events.dropFirst(offset).prefix(limit)))
    }

    package func keep(tokens: [Int: String], of submission: ResourceID) async throws(StorageError) {
        guard !tokens.isEmpty else { return }
        try await write { db in
            for (place, token) in tokens {
                try db.cached(
                    """
                    UPDATE event SET token = ? WHERE submission = (SELECT number FROM submission WHERE id = ?)
                        AND place = ? AND token IS NULL
                    """,
                    [token, submission.uuid, place])
            }
        }
    }

    package func conclude(
        _ submission: ResourceID, _ event: SecurityEventToken, token: String
    ) async throws(StorageError) -> Keeping {
        let state = event.event == .accept ? SubmissionRecord.State.accepted : .rejected
        return try await write { db in
            guard let found = try Found(db, id: submission) else { return .unknown }
            switch found.record.state {
            case .announced: return .refused
            case .accepted, .rejected: return found.record.state == state ? .repeated : .other
            case .submitted: break
            }
            try db.cached(
                "INSERT INTO event SELECT ?1, count(*), ?2, ?3, ?4, ?5 FROM event WHERE submission = ?1",
                [
                    found.number, UUID(uuidString: event.id) ?? UUID(), event.event.rawValue,
                    Int64(event.issuedAt.timeIntervalSince1970), token,
                ])
            try db.cached("UPDATE submission SET state = ? WHERE number = ?", [state.rawValue, found.number])
            try db.cached("DELETE FROM content WHERE submission = ?", [found.number])
            try Self.deletePieces(of: found.number, db)
            return .kept
        }
    }
}

extension EventRecord {
    fileprivate init(row: Row) throws {
        guard let kind = SecurityEventToken.Event(rawValue: row["kind"]) else { throw StorageError.damaged }
        self.init(
            place: row["place"], id: ResourceID(row["id"]), kind: kind, at: row["at"], token: row["token"])
    }
}
