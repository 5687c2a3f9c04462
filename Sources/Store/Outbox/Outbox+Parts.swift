package import Foundation
import GRDB
package import Sealing

extension Outbox {
    /// Writes a sealed case; part of the confirming transaction.
    func insert(_ confirmed: ConfirmedCase, session: UUID, counter: Int, at time: StoreTime, in db: Database) throws
        -> OutboxCase
    {
        let sealed = confirmed.sealed
        let contents =
            [(SealedPart.Kind.metadata, nil as UUID?, sealed.encryptedMetadata), (.data, nil, sealed.encryptedData)]
            + sealed.attachments.map { (.attachment, $0.id, $0.content) }
        let parts = contents.map { kind, id, bytes in
            SealedPart(
                kind: kind, id: id, byteCount: bytes.count, hash: ContentHash(of: bytes).hexadecimal,
                tag: AuthenticationTags.tag(of: bytes))
        }
        let entry = OutboxCase(
            reference: confirmed.reference, session: session, counter: counter, service: confirmed.service,
            serviceIdentifier: sealed.serviceIdentifier, destination: sealed.destination, keyID: sealed.keyID,
            replaces: confirmed.replaces, sealedAt: time.wall, parts: parts, delivery: Delivery(),
            changedAt: time.wall, acceptedAge: nil)
        try insert(entry, contents: contents.map(\.2), in: db)
        return entry
    }

    func insert(_ entry: OutboxCase, contents: [Data], in db: Database) throws {
        let row = try entry.insert(in: db)
        for (part, bytes) in contents.enumerated() {
            for place in 0..<entry.parts[part].chunkCount {
                let start = bytes.startIndex + place * SealedPart.chunkSize
                try db.execute(
                    sql: "INSERT INTO chunks (caseRow, part, place, bytes) VALUES (?, ?, ?, ?)",
                    arguments: [
                        row, part, place, Data(bytes[start..<min(start + SealedPart.chunkSize, bytes.endIndex)]),
                    ])
            }
        }
    }

    /// Reads one sealed part piece by piece, and looks whether it is what was written.
    /// - Parameters:
    ///   - index: Its place among the case's parts.
    ///   - entry: The case.
    ///   - body: Gets pieces of at most 1 MB, in order.
    /// - Throws: `damaged` where it is not as it was written: then nothing that `body` got may be used. `notFound`.
    package func readPart(
        _ index: Int, of entry: OutboxCase, _ body: (Data) throws(StoreError) -> Void
    ) throws(StoreError) {
        var reader = try PartReader(index, of: entry, in: self)
        while let piece = try reader.next() { try body(piece) }
    }

    func chunk(_ place: Int, part: Int, of entry: OutboxCase) throws(StoreError) -> Data? {
        try database.read { db in
            try Data.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT chunks.bytes FROM chunks JOIN cases ON cases.id = chunks.caseRow
                        WHERE reference = ? AND part = ? AND place = ?
                        """),
                arguments: [entry.reference, part, place])
        }
    }

    /// Whether one sealed part can be read and is what was written.
    package func isSound(_ index: Int, of entry: OutboxCase) -> Bool {
        do throws(StoreError) {
            try readPart(index, of: entry) { (_: Data) throws(StoreError) in }
            return true
        } catch {
            return false
        }
    }

    /// Reads one sealed part whole.
    /// - Throws: As `readPart`.
    package func part(_ index: Int, of entry: OutboxCase) throws(StoreError) -> Data {
        var whole = Data()
        try readPart(index, of: entry) { (piece) throws(StoreError) in whole.append(piece) }
        return whole
    }

    /// Reads a sealed case whole, with all its parts in memory.
    /// - Throws: As `readPart`.
    package func sealedCase(_ entry: OutboxCase) throws(StoreError) -> SealedCase {
        var metadata = Data()
        var data = Data()
        var attachments: [SealedAttachment] = []
        for (index, part) in entry.parts.enumerated() {
            let bytes = try self.part(index, of: entry)
            switch part.kind {
            case .metadata: metadata = bytes
            case .data: data = bytes
            case .attachment: attachments.append(SealedAttachment(id: part.id ?? UUID(), content: bytes))
            }
        }
        return SealedCase(
            destination: entry.destination, keyID: entry.keyID, serviceIdentifier: entry.serviceIdentifier,
            encryptedMetadata: metadata, encryptedData: data, attachments: attachments)
    }
}
