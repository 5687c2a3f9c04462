import Foundation
import GRDB
import Sealing
import Secrets
import Store
import StoreFaults
import Testing

@Suite struct JournalTests {
    @Test func `Events come back in order, also after a restart`() throws {
        try Place.with { place in
            let (id, head) = try place.session(events: 20, in: try place.open())
            let store = try place.open()
            let events = try place.events(of: id, in: store, expecting: head)
            #expect(events == (1...20).map { Workload.event($0, of: id) })
            #expect(try store.journal.sessions().map(\.id) == [id])
            #expect(try store.journal.sessions().first?.configuration == "c0ffee")
        }
    }

    @Test func `The writer syncs each transaction and keeps a log`() throws {
        try Place.with { place in
            let store = try place.open()
            _ = try place.session(events: 1, in: store)
            #expect(try store.journal.promises() == ["2", "wal", "1", "5000"])
            #expect(try store.outbox.promises() == ["2", "wal", "1", "5000"])
        }
    }

    @Test func `Without the key nothing opens`() throws {
        try Place.with { place in
            let store = try place.open()
            let (id, _) = try place.session(events: 3, in: store)
            let other = SessionKey()
            #expect(throws: StoreError.changed(.notAuthentic)) { try store.journal.events(of: id, key: other) }
            #expect(throws: StoreError.changed(.notAuthentic)) {
                _ = try store.journal.append([1, 2, 3], to: id, key: other)
            }
            #expect(PlaintextSearch().count(below: place.directory) == 0)
        }
    }

    @Test func `Rows that somebody swaps, repeats, moves or removes are noticed`() throws {
        let changes = [
            "UPDATE entries SET ordinal = CASE ordinal WHEN 2 THEN 103 ELSE 102 END WHERE session = 1 AND ordinal IN (2, 3); "
                + "UPDATE entries SET ordinal = ordinal - 100 WHERE ordinal > 100",
            "UPDATE entries SET sealed = (SELECT sealed FROM entries WHERE session = 1 AND ordinal = 2) "
                + "WHERE session = 1 AND ordinal = 4",
            "DELETE FROM entries WHERE session = 1 AND ordinal = 3",
            "DELETE FROM entries WHERE session = 1 AND ordinal = 5",
            "DELETE FROM entries WHERE session = 1 AND ordinal = 1",
            "INSERT INTO entries SELECT 1, 6, sealed FROM entries WHERE session = 1 AND ordinal = 5",
            "DELETE FROM entries WHERE session = 1 AND ordinal = 3; "
                + "UPDATE entries SET ordinal = ordinal - 1 WHERE session = 1 AND ordinal > 3",
            "UPDATE entries SET sealed = (SELECT sealed FROM entries WHERE session = 2 AND ordinal = 2) "
                + "WHERE session = 1 AND ordinal = 2",
            "UPDATE sessions SET head = (SELECT head FROM sessions WHERE id = 2) WHERE id = 1",
            "UPDATE sessions SET configuration = 'other' WHERE id = 1",
            "UPDATE sessions SET session = CASE id WHEN 1 THEN randomblob(16) ELSE session END; "
                + "UPDATE sessions SET session = x'000102030405060708090a0b0c0d0e0f' WHERE id = 1",
        ]
        for change in changes {
            try Place.with { place in
                let id: UUID
                do {
                    let store = try place.open()
                    id = try place.session(events: 5, in: store).id
                    _ = try place.session(events: 5, in: store)
                }
                try DatabaseQueue(path: place.journal).write { try $0.execute(sql: change) }
                let fault = place.fault(of: id, in: try place.open())
                #expect(fault != nil, "unnoticed: \(change)")
            }
        }
        print("rows changed: \(changes.count) ways, 0 unnoticed")
    }

    @Test func `An older copy of the whole database is noticed by who kept the head`() throws {
        try Place.with { place in
            let id = UUID()
            let head: JournalHead
            do {
                let store = try place.open()
                _ = try store.journal.begin(id, configuration: "c", at: .now(), key: place.key)
                _ = try store.journal.append([1], to: id, key: place.key)
            }
            let copy = place.directory + "/old"
            try FileManager.default.copyItem(atPath: place.journal, toPath: copy)
            do { head = try place.open().journal.append([2], to: id, key: place.key) }
            #expect(JournalHead(bytes: head.bytes) == head)
            try FileManager.default.removeItem(atPath: place.journal)
            try FileManager.default.moveItem(atPath: copy, toPath: place.journal)
            let store = try place.open()
            #expect(place.fault(of: id, in: store, expecting: head) == .changed(.older))
            #expect(throws: StoreError.changed(.older)) {
                _ = try store.journal.append([3], to: id, after: head, key: place.key)
            }
        }
    }

    @Test func `Attachments come back whole, chunk by chunk, and missing chunks are noticed`() throws {
        try Place.with { place in
            let store = try place.open()
            let (id, _) = try place.session(events: 1, in: store)
            let count = 2 * AttachmentCipher.chunkSize + 4711
            let bytes = Workload.attachment(id, count: count)
            let attachment = UUID()
            for piece in 0..<3 {
                let start = piece * AttachmentCipher.chunkSize
                let chunk = SecretBytes(copying: bytes[start..<min(start + AttachmentCipher.chunkSize, count)])
                _ = try store.journal.appendChunk(
                    chunk, place: piece, isLast: piece == 2, of: attachment, to: id, key: place.key)
            }
            let found = try #require(try store.journal.events(of: id, key: place.key).attachments.first)
            #expect(found.byteCount == count)
            var read: [UInt8] = []
            try store.journal.read(found, of: id, key: place.key) { (chunk) throws(StoreError) in
                chunk.withUnsafeBytes { read.append(contentsOf: $0) }
            }
            #expect(read == bytes)
            #expect(PlaintextSearch().count(below: place.directory) == 0)
            try DatabaseQueue(path: place.journal).write { db in
                try db.execute(
                    sql: "UPDATE chunks SET sealed = (SELECT sealed FROM chunks WHERE place = 0) WHERE place = 1")
            }
            #expect(throws: StoreError.changed(.attachment)) {
                try store.journal.read(found, of: id, key: place.key) { (_: borrowing SecretBytes) in }
            }
        }
    }

    @Test func `An attachment whose end never came is gone at the next start, one taken back at once`() throws {
        try Place.with { place in
            let id: UUID
            do {
                let store = try place.open()
                id = try place.session(events: 1, in: store).id
                let chunk = SecretBytes(copying: [UInt8](repeating: 7, count: AttachmentCipher.chunkSize))
                _ = try store.journal.appendChunk(chunk, place: 0, isLast: false, of: UUID(), to: id, key: place.key)
                let small = UUID()
                let end = SecretBytes(copying: [1, 2, 3])
                _ = try store.journal.appendChunk(end, place: 0, isLast: true, of: small, to: id, key: place.key)
                _ = try store.journal.removeAttachment(small, from: id, key: place.key)
                #expect(try store.journal.events(of: id, key: place.key).attachments == [])
            }
            _ = try place.open()
            let chunks = try DatabaseQueue(path: place.journal).read { db in
                try Int.fetchOne(db, sql: "SELECT count(*) FROM chunks")
            }
            #expect(chunks == 0)
        }
    }

    @Test func `What is deleted is not even there as ciphertext`() throws {
        try Place.with { place in
            let store = try place.open()
            let (id, _) = try place.session(events: 30, in: store)
            let sealed = try DatabaseQueue(path: place.journal).read { db in
                try Data.fetchAll(db, sql: "SELECT sealed FROM entries")
            }
            #expect(sealed.count == 30)
            try store.journal.delete(id)
            for file in ["", "-wal"] {
                let bytes = FileManager.default.contents(atPath: place.journal + file) ?? Data()
                #expect(sealed.count { bytes.range(of: $0) != nil } == 0)
            }
        }
    }

    @Test func `A draft keeps its wrapped key and its name`() throws {
        try Place.with { place in
            let id = UUID()
            let store = try place.open()
            _ = try store.journal.begin(
                id, configuration: "c", wrappedKey: Data("wrapped".utf8), at: .now(), key: place.key)
            _ = try store.journal.label(id, "Zwiebelfisch, Zimmer 4", key: place.key)
            try store.journal.setWrappedKey(Data("again".utf8), of: id)
            #expect(try store.journal.sessions().first?.wrappedKey == Data("again".utf8))
            #expect(try store.journal.events(of: id, key: place.key).label == "Zwiebelfisch, Zimmer 4")
            #expect(PlaintextSearch().count(below: place.directory) == 0)
            #expect(throws: StoreError.notFound) { try store.journal.setWrappedKey(Data(), of: UUID()) }
        }
    }

    @Test func `A second terminal on the same directory is refused`() throws {
        try Place.with { place in
            let store = try place.open()
            #expect(throws: StoreError.inUse) { _ = try place.open(patience: 0.1) }
            withExtendedLifetime(store) {}
        }
    }
}
