internal import Foundation
internal import GRDB
internal import Sealing
internal import SubmissionAPI

/// What the desk has said of a submission, as it waits to be told or was told.
struct Verdict: Hashable, Sendable {
    let submission: ResourceID
    let `case`: ResourceID
    /// JWS compact: signed once, so that telling it twice is telling the same.
    let token: String
    let isPosted: Bool
}

/// A submission that was judged, and with which token that is told.
struct Judged: Sendable {
    let submission: ResourceID
    let `case`: ResourceID
    let destination: ResourceID
    let event: SecurityEventToken.Event
    let tags: AuthenticationTags
    let token: String
    /// Seconds since 1970.
    let at: Int64
}

/// Where a case came from.
struct Origin: Sendable {
    let submission: ResourceID
    /// None where a stick brought it.
    let `case`: ResourceID?
    let office: DeskOffice
    /// The service's identifier.
    let service: String
}

extension CaseStore {
    /// What came of storing a case.
    enum Taking: Hashable, Sendable {
        case new, repeated, otherContent
        /// It was a repeat when it was judged, and what it repeated is gone: to be judged anew.
        case deletedMeanwhile
    }

    /// Whether there is a case of this name, and whether with the same contents.
    func taking(_ front: CaseOpening.Front) throws(DeskError) -> Taking {
        try read { db in try Self.taking(front, db) }
    }

    private static func taking(_ front: CaseOpening.Front, _ db: Database) throws -> Taking {
        let found = try Data.fetchOne(db, sql: "SELECT fingerprint FROM entry WHERE name = ?", arguments: [front.name])
        guard let found else { return .new }
        return found == front.fingerprint ? .repeated : .otherContent
    }

    /// Keeps an attachment of a submission that is being judged; without a case it is nobody's, see `forgetOrphans`.
    func keep(
        _ sealed: Data, id: ResourceID, ordinal: Int, of submission: ResourceID
    ) throws(DeskError) {
        try write { db in
            try db.execute(
                sql: "INSERT OR REPLACE INTO attachment VALUES (?, ?, ?, ?)",
                arguments: [submission.description, ordinal, id.description, sealed])
        }
    }

    /// Takes a case in whose attachments are kept already where `hasAttachments` says so, and with it the verdict that is to be told, in one durable transaction. Where there is a case of
    /// the reference already nothing is stored twice; where that has other contents nothing is stored at all.
    func take(
        _ front: CaseOpening.Front, from origin: Origin, at time: Int64, verdict: Judged?, hasAttachments: Bool
    ) throws(DeskError) -> Taking {
        try write { db in
            let taking = try Self.taking(front, db)
            switch taking {
            case .new where !hasAttachments: return .deletedMeanwhile
            case .otherContent, .deletedMeanwhile: return taking
            case .repeated:
                try db.execute(
                    sql: "UPDATE entry SET \"case\" = coalesce(?, \"case\") WHERE name = ?",
                    arguments: [origin.case?.description, front.name])
                try Self.dropAttachments(of: origin.submission, db)
            case .new:
                // Another process that cleans up may have taken them for a crash's.
                let kept = try Int.fetchOne(
                    db, sql: "SELECT count(*) FROM attachment WHERE submission = ?",
                    arguments: [origin.submission.description])
                guard kept == front.attachments.count else { return .deletedMeanwhile }
                try db.execute(
                    sql: """
                        INSERT INTO entry (name, fingerprint, submission, "case", destination, office, service, state,
                          accepted_at, keep_days, identification, head, metadata, data)
                          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """,
                    arguments: [
                        front.name, front.fingerprint, origin.submission.description, origin.case?.description,
                        origin.office.destination.description, origin.office.id, origin.service,
                        CaseState.received.rawValue, time, front.keepDays,
                        front.identification, front.head, front.metadata, front.data,
                    ])
            }
            if let verdict { try Self.insert(verdict, db) }
            return taking
        }
    }

    /// Keeps a verdict without a case: a rejection.
    func keep(_ verdict: Judged) throws(DeskError) {
        try write { db in
            try Self.dropAttachments(of: verdict.submission, db)
            try Self.insert(verdict, db)
        }
    }

    private static func insert(_ verdict: Judged, _ db: Database) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        try db.execute(
            sql: "INSERT INTO verdict VALUES (?, ?, ?, ?, ?, ?, ?, NULL) ON CONFLICT DO NOTHING",
            arguments: [
                verdict.submission.description, verdict.case.description, verdict.destination.description,
                verdict.event.rawValue, String(decoding: try encoder.encode(verdict.tags), as: UTF8.self),
                verdict.token, verdict.at,
            ])
    }

    private static func dropAttachments(of submission: ResourceID, _ db: Database) throws {
        // A submission that a case was taken from keeps its own.
        try db.execute(
            sql: """
                DELETE FROM attachment WHERE submission = ?1 AND NOT EXISTS (SELECT 1 FROM entry WHERE submission = ?1)
                """, arguments: [submission.description])
    }

    /// Drops attachments that a crash left without a case.
    package func forgetOrphans() throws(DeskError) {
        try write { db in
            try db.execute(sql: "DELETE FROM attachment WHERE submission NOT IN (SELECT submission FROM entry)")
        }
    }

    /// Drops the attachments of a submission that was not taken in.
    func forgetOrphan(_ submission: ResourceID) throws(DeskError) {
        try write { db in try Self.dropAttachments(of: submission, db) }
    }

    /// What was said of a submission.
    func verdict(of submission: ResourceID) throws(DeskError) -> Verdict? {
        try read { db in
            try Row.fetchOne(
                db, sql: "SELECT * FROM verdict WHERE submission = ?", arguments: [submission.description]
            ).map(Verdict.init(row:))
        }
    }

    /// Verdicts that wait to be told, oldest first.
    func verdictsToPost(limit: Int) throws(DeskError) -> [Verdict] {
        try read { db in
            try Row.fetchAll(
                db, sql: "SELECT * FROM verdict WHERE posted_at IS NULL ORDER BY judged_at, submission LIMIT ?",
                arguments: [limit]
            ).map(Verdict.init(row:))
        }
    }

    /// Notes that a verdict was told.
    func posted(verdict submission: ResourceID, at time: Int64) throws(DeskError) {
        try write { db in
            try db.execute(
                sql: "UPDATE verdict SET posted_at = ? WHERE submission = ?", arguments: [time, submission.description])
        }
    }
}

extension Verdict {
    fileprivate init(row: Row) throws {
        guard let submission = ResourceID(row["submission"] as String), let `case` = ResourceID(row["case"] as String)
        else { throw DeskError.damaged(path: "desk.sqlite") }
        self.init(submission: submission, case: `case`, token: row["token"], isPosted: row["posted_at"] != nil)
    }
}
