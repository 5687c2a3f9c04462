package import Foundation
import GRDB
package import Sealing
package import Secrets

extension Journal {
    /// Stores one chunk of an attachment that is being taken in, one durable transaction.
    ///
    /// With the last chunk the attachment becomes part of the session's chain. One whose last chunk never came is
    /// deleted at the next start.
    /// - Parameters:
    ///   - chunk: `AttachmentCipher.chunkSize` bytes, the last one at most as many.
    ///   - place: From 0.
    ///   - isLast: Whether the attachment ends with it.
    ///   - attachment: A random name.
    ///   - session: An open session.
    ///   - head: As in `append`.
    ///   - key: The session's key.
    /// - Returns: The session's head, new with the last chunk.
    /// - Throws: As `append`; `sealing` where the chunk has not the length of a chunk; `changed` where the chunks before
    ///   are not there.
    package func appendChunk(
        _ chunk: borrowing SecretBytes, place: Int, isLast: Bool, of attachment: UUID, to session: UUID,
        after head: JournalHead? = nil, key: borrowing SessionKey
    ) throws(StoreError) -> JournalHead {
        let sealed: Data
        do {
            let cipher = AttachmentCipher(attachment: attachment, session: session, key: key)
            sealed = try cipher.seal(chunk, index: place, isLast: isLast)
        } catch {
            throw .sealing(error)
        }
        let byteCount = place * AttachmentCipher.chunkSize + chunk.count
        return try database.write { db in
            let chain = try JournalChain(session, in: db)
            let found = try chain.head(in: db, key: key, expecting: head)
            let before = try Int.fetchOne(
                db, sql: "SELECT count(*) FROM chunks WHERE session = ? AND attachment = ?",
                arguments: [chain.row, attachment.bytes])
            guard before == place else { throw StoreError.changed(.attachment) }
            try db.execute(
                sql: "INSERT INTO chunks (session, attachment, place, isLast, sealed) VALUES (?, ?, ?, ?, ?)",
                arguments: [chain.row, attachment.bytes, place, isLast, sealed])
            guard isLast else { return found }
            let entry = JournalAttachment(id: attachment, byteCount: byteCount, chunkCount: place + 1).entry
            return try chain.append(entry, after: found, in: db, key: key)
        }
    }

    /// Deletes what was begun and never became whole.
    func removeUnfinishedAttachments() throws(StoreError) {
        try database.write { db in
            try db.execute(
                sql: """
                    DELETE FROM chunks WHERE (session, attachment) NOT IN
                        (SELECT session, attachment FROM chunks WHERE isLast = 1)
                    """)
        }
    }

    /// Takes an attachment back, whole or not.
    /// - Throws: As `append`.
    package func removeAttachment(
        _ attachment: UUID, from session: UUID, after head: JournalHead? = nil, key: borrowing SessionKey
    ) throws(StoreError) -> JournalHead {
        try database.write { db in
            let chain = try JournalChain(session, in: db)
            let found = try chain.head(in: db, key: key, expecting: head)
            try db.execute(
                sql: "DELETE FROM chunks WHERE session = ? AND attachment = ?",
                arguments: [chain.row, attachment.bytes])
            return try chain.append(
                Data([JournalEntryKind.removal.rawValue]) + attachment.bytes, after: found, in: db, key: key)
        }
    }

    /// Reads an attachment chunk by chunk, never more than one in memory.
    /// - Parameters:
    ///   - attachment: One that `events` told of.
    ///   - session: Its session.
    ///   - key: The session's key.
    ///   - body: Gets each chunk for the length of the call.
    /// - Throws: `changed` where a chunk is missing or not as it was written: then nothing that `body` got may be used.
    package func read(
        _ attachment: JournalAttachment, of session: UUID, key: borrowing SessionKey,
        _ body: (borrowing SecretBytes) throws(StoreError) -> Void
    ) throws(StoreError) {
        var reader = AttachmentReader(
            cipher: AttachmentCipher(attachment: attachment.id, session: session, key: key),
            count: attachment.chunkCount)
        var byteCount = 0
        for place in 0..<attachment.chunkCount {
            let sealed = try database.read { db in
                try Data.fetchOne(
                    db,
                    sql: """
                        SELECT chunks.sealed FROM chunks JOIN sessions ON sessions.id = chunks.session
                        WHERE sessions.session = ? AND attachment = ? AND place = ?
                        """,
                    arguments: [session.bytes, attachment.id.bytes, place])
            }
            guard let sealed, let chunk = try? reader.open(next: sealed) else { throw .changed(.attachment) }
            byteCount += chunk.count
            try body(chunk)
        }
        guard byteCount == attachment.byteCount else { throw .changed(.attachment) }
    }
}
