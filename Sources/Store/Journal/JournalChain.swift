import Foundation
import GRDB
import Sealing
import Secrets

/// The entries of one session as a chain: each is sealed to the session, to its place and to the entry before it, and
/// the sealed head says where the chain ends. So no entry can be swapped, repeated, left out or cut off unnoticed.
struct JournalChain {
    let row: Int64
    let session: UUID
    let configuration: String

    /// Finds a session.
    /// - Throws: `notFound`.
    init(_ session: UUID, in db: Database) throws {
        guard
            let found = try Row.fetchOne(
                db, sql: "SELECT id, configuration FROM sessions WHERE session = ?", arguments: [session.bytes])
        else { throw StoreError.notFound }
        self.init(row: found["id"], session: session, configuration: found["configuration"])
    }

    init(row: Int64, session: UUID, configuration: String) {
        self.row = row
        self.session = session
        self.configuration = configuration
    }

    /// The head of a session that begins.
    static func firstHead(
        of session: UUID, configuration: String, key: borrowing SessionKey
    ) throws(SealingError) -> Data {
        try key.seal(
            JournalHead(count: 0, link: Data()).bytes, associatedData: headPlace(session, configuration))
    }

    /// Reads the head.
    /// - Throws: `changed` where it does not open, or is not the one that was acknowledged.
    func head(in db: Database, key: borrowing SessionKey, expecting: JournalHead?) throws -> JournalHead {
        let sealed = try Data.fetchOne(db, sql: "SELECT head FROM sessions WHERE id = ?", arguments: [row]) ?? Data()
        guard let opened = try? key.open(sealed, associatedData: Self.headPlace(session, configuration)),
            let head = JournalHead(bytes: opened.withUnsafeBytes { Data($0) })
        else { throw StoreError.changed(.notAuthentic) }
        guard let expecting else { return head }
        guard head.count >= expecting.count else { throw StoreError.changed(.older) }
        guard head.count > expecting.count || head == expecting else { throw StoreError.changed(.notAuthentic) }
        return head
    }

    /// Adds an entry behind the head.
    func append(
        _ entry: some DataProtocol, after head: JournalHead, in db: Database, key: borrowing SessionKey
    ) throws -> JournalHead {
        let sealed = try key.seal(entry, associatedData: place(head.count + 1, after: head.link))
        let next = JournalHead(count: head.count + 1, link: sealed.suffix(16))
        let sealedHead = try key.seal(next.bytes, associatedData: Self.headPlace(session, configuration))
        try db.execute(
            sql: "INSERT INTO entries (session, ordinal, sealed) VALUES (?, ?, ?)",
            arguments: [row, next.count, sealed])
        try db.execute(sql: "UPDATE sessions SET head = ? WHERE id = ?", arguments: [sealedHead, row])
        return next
    }

    /// All sealed entries, in order and complete by their number.
    /// - Throws: `changed` where some are missing or there are more.
    func sealedEntries(in db: Database, head: JournalHead) throws -> [Data] {
        let rows = try Row.fetchAll(
            db, sql: "SELECT ordinal, sealed FROM entries WHERE session = ? ORDER BY ordinal", arguments: [row])
        guard rows.count == head.count, rows.enumerated().allSatisfy({ $1["ordinal"] == $0 + 1 }) else {
            throw StoreError.changed(.wrongCount)
        }
        let sealed: [Data] = rows.map { $0["sealed"] }
        guard sealed.last.map({ $0.suffix(16) == head.link }) ?? head.link.isEmpty else {
            throw StoreError.changed(.notAuthentic)
        }
        return sealed
    }

    /// Opens the entries one after the other.
    /// - Throws: `changed` where one does not open at its place.
    func open(
        _ sealed: [Data], key: borrowing SessionKey, _ body: (borrowing SecretBytes) throws -> Void
    ) throws {
        var link = Data()
        for (index, entry) in sealed.enumerated() {
            guard let opened = try? key.open(entry, associatedData: place(index + 1, after: link)) else {
                throw StoreError.changed(.notAuthentic)
            }
            try body(opened)
            link = entry.suffix(16)
        }
    }

    private func place(_ ordinal: Int, after link: Data) -> AssociatedData {
        AssociatedData(
            "journal entry", .id(session), .text(configuration), .number(Int64(ordinal)), .bytes(Data(link)))
    }

    private static func headPlace(_ session: UUID, _ configuration: String) -> AssociatedData {
        AssociatedData("journal head", .id(session), .text(configuration))
    }
}
