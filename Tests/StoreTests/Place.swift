import Foundation
import Sealing
import Secrets
import Store
import StoreFaults

/// A data directory of its own for one test, and what tests do there.
struct Place: ~Copyable {
    let directory: String
    let places: StorePlaces
    let key: SessionKey

    var journal: String { directory + "/journal/journal.sqlite" }
    var outbox: String { directory + "/outbox/outbox.sqlite" }

    static func with(_ body: (borrowing Place) throws -> Void) throws {
        try DiskFaults.withDirectory { directory in
            let place = Place(
                directory: directory, places: StorePlaces(dataDirectory: directory), key: try Workload.key(seed: 7))
            try body(place)
        }
    }

    borrowing func open(at time: StoreTime = .now(), patience: Double = 1) throws -> TerminalStore {
        try TerminalStore(places, at: time, patience: patience)
    }

    /// A session with so many events.
    borrowing func session(events: Int, in store: TerminalStore) throws -> (id: UUID, head: JournalHead) {
        let id = UUID()
        var head = try store.journal.begin(id, configuration: "c0ffee", at: .now(), key: key)
        for number in 1...events {
            head = try store.journal.append(Workload.event(number, of: id), to: id, after: head, key: key)
        }
        return (id, head)
    }

    /// Seals a session.
    @discardableResult
    borrowing func confirm(_ session: UUID, in store: TerminalStore, at time: StoreTime = .now()) throws -> OutboxCase {
        try store.confirm(session, at: time) { Self.sealedCase(counter: $0) }.sealed
    }

    static func sealedCase(counter: Int, byteCount: Int = 3000) -> ConfirmedCase {
        ConfirmedCase(
            reference: "ABC\(1_000_000 + counter)", service: "hundesteuer",
            sealed: SealedCase(
                destination: UUID(), keyID: "key-1", serviceIdentifier: "urn:de:fim:leika:leistung:99102013104000",
                encryptedMetadata: Data("meta.data.tag1".utf8),
                encryptedData: Data((0..<byteCount).map { UInt8(truncatingIfNeeded: $0 &* counter) }),
                attachments: []))
    }

    /// The events of a session, as they come back.
    borrowing func events(
        of session: UUID, in store: TerminalStore, expecting: JournalHead? = nil
    ) throws -> [[UInt8]] {
        var events: [[UInt8]] = []
        try store.journal.events(of: session, key: key, expecting: expecting) { (event) throws(StoreError) in
            events.append(event.withUnsafeBytes { Array($0) })
        }
        return events
    }

    /// What reading a session says: nothing where it is as it was written.
    borrowing func fault(of session: UUID, in store: TerminalStore, expecting: JournalHead? = nil) -> StoreError? {
        do throws(StoreError) {
            try store.journal.events(of: session, key: key, expecting: expecting)
            return nil
        } catch {
            return error
        }
    }
}
