import Foundation
import GRDB
package import Sealing
package import SubmissionAPI

extension SQLiteStorage: DeliveryStorage {
    package func announce(_ submission: SubmissionRecord) async throws(StorageError) {
        try await write { db in
            try db.cached(
                """
                INSERT INTO submission (id, case_id, destination, client, service_name, service, announced, state,
                    announced_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    submission.id.uuid, submission.case.uuid, submission.destination.uuid, submission.client.uuid,
                    submission.service.name, submission.service.identifier,
                    try JSONColumn.text(submission.attachments), SubmissionRecord.State.announced.rawValue,
                    submission.announcedAt,
                ])
            try Self.add(.create, to: db.lastInsertedRowID, at: submission.announcedAt, db)
        }
    }

    package func submission(_ id: ResourceID) async throws(StorageError) -> SubmissionRecord? {
        try look { db in try Found(db, id: id)?.record }
    }

    package func submission(case id: ResourceID) async throws(StorageError) -> SubmissionRecord? {
        try look { db in try Found(db, case: id)?.record }
    }

    package func submit(
        _ id: ResourceID, _ content: ContentRecord, at time: Int64
    ) async throws(StorageError) -> (Keeping, SubmissionRecord?) {
        try await write { db in
            guard var found = try Found(db, id: id) else { return (.unknown, nil) }
            guard found.record.state == .announced else {
                return (found.contentHash == content.hash ? .repeated : .other, found.record)
            }
            let count = try Int.fetchOne(
                db.cachedStatement(sql: "SELECT count(*) FROM attachment WHERE submission = ?"),
                arguments: [found.number])
            let missing = found.record.attachments.count - (count ?? 0)
            guard missing == 0 else { return (.incomplete(missing), found.record) }
            try db.cached(
                """
                UPDATE submission SET state = ?, submitted_at = ?, content_hash = ?, metadata_tag = ?, data_tag = ?
                    WHERE number = ?
                """,
                [
                    SubmissionRecord.State.submitted.rawValue, time, content.hash, content.metadataTag,
                    content.dataTag, found.number,
                ])
            try db.cached(
                "INSERT INTO content VALUES (?, ?, ?)",
                [
                    found.number, Data(content.content.encryptedMetadata.utf8),
                    Data(content.content.encryptedData.utf8),
                ])
            try Self.add(.submit, to: found.number, at: time, db)
            found.record.state = .submitted
            found.record.submittedAt = time
            return (.kept, found.record)
        }
    }

    package func content(of submission: ResourceID) async throws(StorageError) -> SubmissionContent? {
        try await read { db in
            try Row.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT metadata, data FROM content
                            WHERE submission = (SELECT number FROM submission WHERE id = ?)
                        """),
                arguments: [submission.uuid]
            ).map {
                SubmissionContent(
                    encryptedMetadata: String(decoding: $0["metadata"] as Data, as: UTF8.self),
                    encryptedData: String(decoding: $0["data"] as Data, as: UTF8.self))
            }
        }
    }

    package func tags(of submission: ResourceID) async throws(StorageError) -> AuthenticationTags? {
        // Neither the submission's tags nor its attachments change once it was submitted.
        try look { db in
            guard let found = try Found(db, id: submission), let metadata = found.metadataTag,
                let data = found.dataTag
            else { return nil }
            var attachments: [String: String] = [:]
            let rows = try Row.fetchAll(
                db.cachedStatement(sql: "SELECT id, tag FROM attachment WHERE submission = ?"),
                arguments: [found.number])
            for row in rows { attachments[ResourceID(row["id"] as UUID).description] = row["tag"] }
            return AuthenticationTags(metadata: metadata, data: data, attachments: attachments)
        }
    }

    package func waiting(
        for destinations: Set<ResourceID>, offset: Int, limit: Int
    ) async throws(StorageError) -> (total: Int, page: [SubmissionRecord]) {
        guard !destinations.isEmpty else { return (0, []) }
        let places = destinations.map { _ in "?" }.joined(separator: ", ")
        let chosen = "FROM submission WHERE state = 'submitted' AND destination IN (\(places))"
        let names = destinations.map(\.uuid)
        return try await read { db in
            let total = try Int.fetchOne(db, sql: "SELECT count(*) \(chosen)", arguments: StatementArguments(names))
            let page = try Row.fetchAll(
                db,
                // Sorted within the index, so that of a hundred thousand only those of the page are read.
                sql: """
                    SELECT \(Found.columns) FROM submission WHERE number IN
                        (SELECT number \(chosen) ORDER BY number LIMIT ? OFFSET ?) ORDER BY number
                    """,
                arguments: StatementArguments(names) + [limit, offset])
            return (total ?? 0, try page.map { try Found(row: $0).record })
        }
    }

    package func expire(announcedBefore time: Int64) async throws(StorageError) -> Int {
        try await write { db in
            let numbers = try Int64.fetchAll(
                db, sql: "SELECT number FROM submission WHERE state = 'announced' AND announced_at < ? LIMIT 1000",
                arguments: [time])
            for number in numbers {
                try Self.deletePieces(of: number, db)
                for table in ["attachment", "event"] {
                    try db.cached("DELETE FROM \(table) WHERE submission = ?", [number])
                }
                try db.cached("DELETE FROM submission WHERE number = ?", [number])
            }
            return numbers.count
        }
    }

    /// The next event of a submission, which is signed when somebody asks for it.
    private static func add(_ kind: SecurityEventToken.Event, to submission: Int64, at time: Int64, _ db: Database)
        throws
    {
        try db.cached(
            """
            INSERT INTO event SELECT ?1, count(*), ?2, ?3, ?4, NULL FROM event WHERE submission = ?1
            """,
            [submission, ResourceID().uuid, kind.rawValue, time])
    }

    static func deletePieces(of submission: Int64, _ db: Database) throws {
        try db.cached(
            "DELETE FROM chunk WHERE upload IN (SELECT upload FROM attachment WHERE submission = ?)", [submission])
    }
}

/// A submission's row.
struct Found {
    let number: Int64
    var record: SubmissionRecord
    let contentHash: Data?
    let metadataTag: String?
    let dataTag: String?

    init?(_ db: Database, id: ResourceID) throws {
        guard let found = try Self.find("id", id, db) else { return nil }
        self = found
    }

    init?(_ db: Database, case id: ResourceID) throws {
        guard let found = try Self.find("case_id", id, db) else { return nil }
        self = found
    }

    private static func find(_ column: String, _ id: ResourceID, _ db: Database) throws -> Found? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT \(columns) FROM submission WHERE \(column) = ?"), arguments: [id.uuid]
        ).map(Found.init(row:))
    }

    /// What a row holds, by place: names would be looked for at every look at a submission.
    static let columns = """
        number, state, content_hash, metadata_tag, data_tag, id, case_id, destination, client, service_name, service, \
        announced, announced_at, submitted_at
        """

    /// - Parameter row: `columns`.
    /// - Throws: `damaged` where it is not as it was written.
    init(row: Row) throws {
        guard let state = SubmissionRecord.State(rawValue: row[1]) else { throw StorageError.damaged }
        number = row[0]
        contentHash = row[2]
        metadataTag = row[3]
        dataTag = row[4]
        record = SubmissionRecord(
            id: ResourceID(row[5]), case: ResourceID(row[6]), destination: ResourceID(row[7]),
            client: ResourceID(row[8]), service: PublicService(name: row[9], identifier: row[10]),
            attachments: try JSONColumn.names(row[11]), announcedAt: row[12], state: state, submittedAt: row[13])
    }
}

extension Database {
    /// Executes a statement that is prepared once.
    func cached(_ sql: String, _ arguments: StatementArguments) throws {
        try cachedStatement(sql: sql).execute(arguments: arguments)
    }
}
