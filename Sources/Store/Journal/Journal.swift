package import Foundation
import GRDB
package import Sealing
import Secrets

/// The open sessions of this terminal, encrypted. Nothing that it writes can be read without the session's key.
///
/// Each call that writes is one transaction and returns when the disk has it: about the time of one `fsync`.
package final class Journal: Sendable {
    let database: StoreDatabase
    private let lock: FileLock

    init(_ opened: OpenedDatabase) {
        database = opened.database
        lock = opened.lock
    }

    deinit { database.close() }

    /// Begins a session.
    /// - Parameters:
    ///   - session: A random name.
    ///   - configuration: The hash of the configuration snapshot that the session keeps.
    ///   - wrappedKey: The session's key, wrapped to those who may open the draft later; nothing on a kiosk.
    ///   - time: Now.
    ///   - key: The session's key.
    /// - Returns: The first head, to be kept beside the key.
    /// - Throws: `diskFull`, `readOnly`, `diskFailing`, `busy`.
    package func begin(
        _ session: UUID, configuration: String, wrappedKey: Data? = nil, at time: StoreTime, key: borrowing SessionKey
    ) throws(StoreError) -> JournalHead {
        let head: Data
        do {
            head = try JournalChain.firstHead(of: session, configuration: configuration, key: key)
        } catch {
            throw .sealing(error)
        }
        try database.write { db in
            try db.execute(
                sql: """
                    INSERT INTO sessions (session, configuration, openedAt, wrappedKey, head) VALUES (?, ?, ?, ?, ?)
                    """,
                arguments: [session.bytes, configuration, time.wall, wrappedKey, head])
        }
        return JournalHead(count: 0, link: Data())
    }

    /// Journals one event. When it returns, no power cut takes the event away.
    /// - Parameters:
    ///   - event: In the caller's own form. The memory stays the caller's to wipe.
    ///   - session: An open session.
    ///   - head: What the last call returned; then a journal that somebody put back is noticed.
    ///   - key: The session's key.
    /// - Returns: The new head, to be kept beside the key.
    /// - Throws: `diskFull`, `readOnly`, `diskFailing`, `busy`: the event is not kept, all before it are. `changed`,
    ///   `notFound`.
    package func append(
        _ event: some DataProtocol, to session: UUID, after head: JournalHead? = nil, key: borrowing SessionKey
    ) throws(StoreError) -> JournalHead {
        try append(.event, event, to: session, after: head, key: key)
    }

    /// Gives a draft the name that staff know it by.
    /// - Throws: As `append`.
    package func label(
        _ session: UUID, _ text: String, after head: JournalHead? = nil, key: borrowing SessionKey
    ) throws(StoreError) -> JournalHead {
        try append(.label, Data(text.utf8), to: session, after: head, key: key)
    }

    private func append(
        _ kind: JournalEntryKind, _ content: some DataProtocol, to session: UUID, after head: JournalHead?,
        key: borrowing SessionKey
    ) throws(StoreError) -> JournalHead {
        var entry = SecretBytes(capacity: content.count + 1)
        entry.append(kind.rawValue)
        for region in content.regions { for byte in region { entry.append(byte) } }
        return try database.write { db in
            let chain = try JournalChain(session, in: db)
            let found = try chain.head(in: db, key: key, expecting: head)
            return try entry.withUnsafeBytes { try chain.append($0, after: found, in: db, key: key) }
        }
    }

    /// The open sessions, oldest first, without what is in them.
    /// - Throws: `busy`, `damaged`, `diskFailing`.
    package func sessions() throws(StoreError) -> [JournalSession] {
        try database.read { db in
            try Row.fetchAll(db, sql: "SELECT session, configuration, openedAt, wrappedKey FROM sessions ORDER BY id")
                .map { row in
                    guard let id = UUID(bytes: row["session"] as Data) else { throw StoreError.damaged(.database) }
                    return JournalSession(
                        id: id, configuration: row["configuration"], openedAt: row["openedAt"],
                        wrappedKey: row["wrappedKey"])
                }
        }
    }

    /// Replaces the wrapped key of a draft, after a handover say.
    /// - Throws: `notFound` and what the disk refuses.
    package func setWrappedKey(_ wrapped: Data, of session: UUID) throws(StoreError) {
        try database.write { db in
            try db.execute(
                sql: "UPDATE sessions SET wrappedKey = ? WHERE session = ?", arguments: [wrapped, session.bytes])
            guard db.changesCount == 1 else { throw StoreError.notFound }
        }
    }

    /// Deletes a session and empties the log. What stays on the disk is overwritten, and was ciphertext.
    /// - Throws: What the disk refuses. A session that is not there is deleted already.
    package func delete(_ session: UUID) throws(StoreError) {
        try database.write { db in
            try db.execute(sql: "DELETE FROM sessions WHERE session = ?", arguments: [session.bytes])
        }
        database.emptyLog()
    }

    /// Looks through the whole file; for idle times.
    /// - Throws: `damaged` and what reading throws.
    package func checkAll() throws(StoreError) { try database.checkAll() }
}

/// An open session as it is listed.
package struct JournalSession: Hashable, Sendable {
    /// Random.
    package let id: UUID
    /// The hash of the configuration snapshot that it began with.
    package let configuration: String
    /// Seconds since 1970 by the wall clock of that moment.
    package let openedAt: Int64
    /// The session's key, wrapped to those who may open it.
    package let wrappedKey: Data?

    /// To whom the key is wrapped; nothing on a kiosk, or where it is no such thing.
    package var wrapped: WrappedSessionKey? {
        wrappedKey.flatMap { try? JSONDecoder().decode(WrappedSessionKey.self, from: $0) }
    }
}
