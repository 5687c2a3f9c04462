package import Foundation
package import Sealing
package import Secrets

/// What a session holds, without the events.
package struct JournalContents: Hashable, Sendable {
    /// How far the journal has come.
    package let head: JournalHead
    /// Number of events.
    package let eventCount: Int
    /// Attachments that were taken in whole and not taken back, in order.
    package let attachments: [JournalAttachment]
    /// What staff call the draft.
    package let label: String?
}

extension Journal {
    /// Reads a session's events in the order in which they were journalled.
    /// - Parameters:
    ///   - session: An open session.
    ///   - key: The session's key.
    ///   - expecting: A head that was acknowledged; an older journal is refused.
    ///   - body: Gets each event for the length of the call.
    /// - Returns: What else the session holds.
    /// - Throws: `changed` where anything is not as it was written: then nothing that `body` got may be used.
    ///   `notFound`, `damaged`, and what `body` throws as `StoreError`.
    @discardableResult
    package func events(
        of session: UUID, key: borrowing SessionKey, expecting: JournalHead? = nil,
        _ body: (borrowing SecretBytes) throws(StoreError) -> Void = { (_: borrowing SecretBytes) in }
    ) throws(StoreError) -> JournalContents {
        var attachments: [JournalAttachment] = []
        var label: String?
        var eventCount = 0
        do {
            let (chain, head, sealed) = try database.read { db in
                let chain = try JournalChain(session, in: db)
                let head = try chain.head(in: db, key: key, expecting: expecting)
                return (chain, head, try chain.sealedEntries(in: db, head: head))
            }
            try chain.open(sealed, key: key) { entry in
                let kind = entry.withUnsafeBytes { $0.first.flatMap(JournalEntryKind.init) }
                switch kind {
                case .event:
                    eventCount += 1
                    let event = entry.withUnsafeBytes { SecretBytes(copying: $0.dropFirst()) }
                    try body(event)
                case .attachment:
                    guard let attachment = entry.withUnsafeBytes({ JournalAttachment($0.dropFirst()) }) else {
                        throw StoreError.damaged(.database)
                    }
                    attachments.append(attachment)
                case .removal:
                    let id = entry.withUnsafeBytes { UUID(bytes: $0.dropFirst()) }
                    attachments.removeAll { $0.id == id }
                case .label:
                    label = entry.withUnsafeBytes { String(decoding: $0.dropFirst(), as: UTF8.self) }
                case nil:
                    throw StoreError.unknownVersion(found: database.schema.version + 1, known: database.schema.version)
                }
            }
            return JournalContents(head: head, eventCount: eventCount, attachments: attachments, label: label)
        } catch {
            throw StoreError(any: error)
        }
    }
}
