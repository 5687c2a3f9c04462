internal import Foundation
internal import GRDB
package import Secrets
internal import SubmissionAPI

extension CaseStore {
    /// Cases of all offices, newest first.
    /// - Parameters:
    ///   - state: In one state.
    ///   - limit: At most so many.
    /// - Returns: At most `limit`.
    /// - Throws: `database`; `sealing` where a row is not as it was written.
    package func cases(state: CaseState? = nil, limit: Int = 100) throws(DeskError) -> [DeskCase] {
        let rows = try read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT \(Self.columns) FROM entry WHERE ?1 IS NULL OR state = ?1
                    ORDER BY accepted_at DESC, id DESC LIMIT ?2
                    """, arguments: [state?.rawValue, limit])
        }
        var cases: [DeskCase] = []
        for row in rows { cases.append(try deskCase(row)) }
        return cases
    }

    /// How many cases there are, by state.
    package func count(_ state: CaseState? = nil) throws(DeskError) -> Int {
        try read { db in
            try Int.fetchOne(
                db, sql: "SELECT count(*) FROM entry WHERE ?1 IS NULL OR state = ?1", arguments: [state?.rawValue]) ?? 0
        }
    }

    /// The case of a reference, as it was given out or as people write it down, with spaces.
    /// - Throws: `noCase`.
    package func find(_ text: String, among offices: [DeskOffice]) throws(DeskError) -> DeskCase {
        for reference in [text, text.uppercased().filter { $0 != " " && $0 != "-" }] {
            for office in offices {
                let name = name(destination: office.destination, reference: reference)
                let row = try read { db in
                    try Row.fetchOne(db, sql: "SELECT \(Self.columns) FROM entry WHERE name = ?", arguments: [name])
                }
                if let row { return try deskCase(row) }
            }
        }
        throw .noCase
    }

    /// The case of an address.
    /// - Throws: `noCase`.
    package func find(_ id: CaseID) throws(DeskError) -> DeskCase {
        let row = try read { db in
            try Row.fetchOne(db, sql: "SELECT \(Self.columns) FROM entry WHERE name = ?", arguments: [Data(id.name)])
        }
        guard let row else { throw .noCase }
        return try deskCase(row)
    }

    /// The data as the citizen's device sent them.
    package func data(of entry: DeskCase) throws(DeskError) -> SecretBytes {
        try open(try column("data", of: entry), of: .data(Data(entry.name)))
    }

    /// The metadata as the citizen's device sent them.
    package func metadata(of entry: DeskCase) throws(DeskError) -> SecretBytes {
        try open(try column("metadata", of: entry), of: .metadata(Data(entry.name)))
    }

    /// An attachment, by one of the head's ids.
    package func attachment(_ id: String, of entry: DeskCase) throws(DeskError) -> SecretBytes {
        let row = try read { db in
            try Row.fetchOne(
                db, sql: "SELECT ordinal, content FROM attachment WHERE submission = ? AND id = ?",
                arguments: [entry.submission.description, id])
        }
        guard let row else { throw .damaged(path: "desk.sqlite") }
        return try open(row["content"], of: .attachment(submission: entry.submission, ordinal: row["ordinal"]))
    }

    /// What was done with a case, oldest first.
    package func steps(of entry: DeskCase) throws(DeskError) -> [CaseStep] {
        let contents = try read { db in
            try Data.fetchAll(
                db, sql: "SELECT content FROM step WHERE entry = ? ORDER BY id", arguments: [entry.row])
        }
        var steps: [CaseStep] = []
        for content in contents { steps.append(try open(content, of: .step(Data(entry.name)), as: CaseStep.self)) }
        return steps
    }

    private func column(_ column: String, of entry: DeskCase) throws(DeskError) -> Data {
        let content = try read { db in
            try Data.fetchOne(db, sql: "SELECT \(column) FROM entry WHERE id = ?", arguments: [entry.row])
        }
        guard let content else { throw .noCase }
        return content
    }

    static let columns = """
        id, name, head, office, destination, service, state, accepted_at, decided_at, keep_days, "case", version, submission,
        identification
        """

    func deskCase(_ row: Row) throws(DeskError) -> DeskCase {
        let name: Data = row["name"]
        guard let destination = ResourceID(row["destination"] as String),
            let submission = ResourceID(row["submission"] as String),
            let state = CaseState(rawValue: row["state"] as String)
        else { throw .damaged(path: "desk.sqlite") }
        let days: Int64? = row["keep_days"]
        let acceptedAt: Int64 = row["accepted_at"]
        return DeskCase(
            row: row["id"], name: Array(name), head: try open(row["head"], of: .head(name), as: CaseHead.self),
            office: row["office"], destination: destination, service: row["service"], state: state,
            acceptedAt: acceptedAt, decidedAt: row["decided_at"], keptUntil: days.map { acceptedAt + $0 * 86400 },
            case: (row["case"] as String?).flatMap { ResourceID($0) },
            identification: row["identification"], version: row["version"], submission: submission)
    }
}
