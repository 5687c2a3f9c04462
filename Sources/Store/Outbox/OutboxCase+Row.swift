import Foundation
import GRDB
import Sealing

extension OutboxCase {
    static let columns = """
        id, reference, session, counter, service, serviceIdentifier, destination, keyID, replaces, sealedAt, parts, \
        state, setAside, submission, caseID, epoch, uploaded, attempts, changedAt, acceptedAge, digest
        """

    /// Reads a row.
    /// - Throws: `damaged` where anything in it is not as it was written.
    init(row: Row) throws {
        guard let session = UUID(bytes: row["session"] as Data),
            let destination = UUID(bytes: row["destination"] as Data),
            let state = DeliveryState(rawValue: row["state"]),
            let parts = try? JSONDecoder().decode([SealedPart].self, from: Data((row["parts"] as String).utf8))
        else { throw StoreError.damaged(.outboxRow) }
        var delivery = Delivery()
        delivery.state = state
        delivery.setAside = (row["setAside"] as String?).flatMap(SetAsideReason.init)
        delivery.submission = (row["submission"] as Data?).flatMap(UUID.init(bytes:))
        delivery.caseID = (row["caseID"] as Data?).flatMap(UUID.init(bytes:))
        delivery.epoch = row["epoch"]
        delivery.uploaded = Set(
            (row["uploaded"] as String).split(separator: " ").compactMap { UUID(uuidString: String($0)) })
        delivery.attempts = row["attempts"]
        self.init(
            reference: row["reference"], session: session, counter: row["counter"], service: row["service"],
            serviceIdentifier: row["serviceIdentifier"], destination: destination, keyID: row["keyID"],
            replaces: row["replaces"], sealedAt: row["sealedAt"], parts: parts, delivery: delivery,
            changedAt: row["changedAt"], acceptedAge: row["acceptedAge"])
        // As they lie there: all but the row's number in front and the digest at the end.
        guard Self.digest(of: row.databaseValues.dropFirst().dropLast()) == row["digest"] else {
            throw StoreError.damaged(.outboxRow)
        }
    }

    /// The values of all columns but the row's number and the digest.
    private var values: [DatabaseValue] {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            let uploaded = delivery.uploaded.map(\.uuidString).sorted().joined(separator: " ")
            let values: [(any DatabaseValueConvertible)?] = [
                reference, session.bytes, counter, service, serviceIdentifier, destination.bytes, keyID, replaces,
                sealedAt, String(decoding: try encoder.encode(parts), as: UTF8.self), delivery.state.rawValue,
                delivery.setAside?.rawValue, delivery.submission?.bytes, delivery.caseID?.bytes, delivery.epoch,
                uploaded, delivery.attempts, changedAt, acceptedAge,
            ]
            return values.map { $0?.databaseValue ?? .null }
        }
    }

    /// 32 digits over all columns, each with its length.
    private static func digest(of values: some Sequence<DatabaseValue>) -> String {
        var text = ""
        for value in values {
            let field =
                switch value.storage {
                case .blob(let bytes): bytes.base64EncodedString()
                case .string(let words): words
                case .int64(let number): "\(number)"
                case .double(let number): "\(number)"
                case .null: "–"
                }
            text += "\(field.utf8.count):\(field)"
        }
        return String(ContentHash(of: Data(text.utf8)).hexadecimal.prefix(32))
    }

    private static let insertion = {
        let marks = Array(repeating: "?", count: 20).joined(separator: ", ")
        return "INSERT INTO cases (\(columns.replacing("id, ", with: "", maxReplacements: 1))) VALUES (\(marks))"
    }()

    private static let change = {
        let names = columns.replacing("id, ", with: "", maxReplacements: 1)
        let assignments = names.split(separator: ", ").map { "\($0) = ?" }.joined(separator: ", ")
        return "UPDATE cases SET \(assignments) WHERE reference = ?"
    }()

    /// Writes a new row.
    /// - Returns: Its number.
    func insert(in db: Database) throws -> Int64 {
        let values = try values
        try db.cachedStatement(sql: Self.insertion)
            .execute(arguments: StatementArguments(values + [Self.digest(of: values)]))
        return db.lastInsertedRowID
    }

    /// Writes what changes on the way.
    func update(in db: Database) throws {
        let values = try values
        try db.cachedStatement(sql: Self.change)
            .execute(arguments: StatementArguments(values + [Self.digest(of: values), reference]))
    }

    static func find(_ reference: String, in db: Database) throws -> (row: Int64, entry: OutboxCase)? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT \(columns) FROM cases WHERE reference = ?"), arguments: [reference]
        )
        .map { ($0["id"], try OutboxCase(row: $0)) }
    }

    static func find(session: UUID, in db: Database) throws -> OutboxCase? {
        try Row.fetchOne(db, sql: "SELECT \(columns) FROM cases WHERE session = ?", arguments: [session.bytes])
            .map { try OutboxCase(row: $0) }
    }
}
