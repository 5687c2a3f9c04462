import Foundation
import GRDB
import Sealing
import Store
import StoreFaults
import Testing

@Suite struct OutboxTests {
    struct Refusal: Error {}

    @Test func `A confirmed session is a sealed case and no session any more`() throws {
        try Place.with { place in
            let store = try place.open()
            let (id, _) = try place.session(events: 3, in: store)
            let case1 = Place.sealedCase(counter: 1, byteCount: 3_000_000)
            let confirmation = try store.confirm(id, at: .now()) { counter in
                #expect(counter == 1)
                return case1
            }
            #expect(confirmation.isJournalCleared)
            #expect(try store.journal.sessions() == [])
            let entry = try store.outbox.find("ABC1000001")
            #expect(entry == confirmation.sealed)
            #expect(entry.delivery.state == .sealed)
            #expect(try store.outbox.sealedCase(entry) == case1.sealed)
            #expect(entry.parts.map(\.tag) == ["tag1", AuthenticationTags.tag(of: case1.sealed.encryptedData)])
            #expect(try store.outbox.events().map(\.kind) == ["case.sealed"])
        }
    }

    @Test func `Confirming twice gives one case, also when the journal's deletion was lost`() throws {
        try Place.with { place in
            let id: UUID
            do {
                let store = try place.open()
                id = try place.session(events: 3, in: store).id
            }
            let copy = place.directory + "/copy"
            try FileManager.default.copyItem(atPath: place.journal, toPath: copy)
            let first: OutboxCase
            do {
                let store = try place.open()
                first = try place.confirm(id, in: store)
                #expect(try place.confirm(id, in: store) == first)
            }
            try FileManager.default.removeItem(atPath: place.journal)
            try FileManager.default.moveItem(atPath: copy, toPath: place.journal)
            let store = try place.open()
            #expect(store.notices == [.handedOver(reference: first.reference, session: id)])
            #expect(try store.journal.sessions() == [])
            #expect(try place.confirm(id, in: store) == first)
            #expect(try store.outbox.cases().cases.count == 1)
            let (next, _) = try place.session(events: 1, in: store)
            #expect(try place.confirm(next, in: store).counter == 2)
        }
    }

    @Test func `What sealing throws passes through, and no reference is given out`() throws {
        try Place.with { place in
            let store = try place.open()
            let (id, _) = try place.session(events: 1, in: store)
            #expect(throws: Refusal.self) { _ = try store.confirm(id, at: .now()) { _ in throw Refusal() } }
            #expect(try store.journal.sessions().count == 1)
            #expect(try store.outbox.cases().cases == [])
            #expect(try place.confirm(id, in: store).counter == 1)
            #expect(throws: StoreError.notFound) { _ = try place.confirm(UUID(), in: store) }
        }
    }

    @Test func `Each state takes the steps of its arrows and no others`() throws {
        let (submission, caseID, attachment) = (UUID(), UUID(), UUID())
        let created = DeliveryStep.created(submission: submission, caseID: caseID, epoch: "1")
        let steps: [String: DeliveryStep] = [
            "created": created, "uploadBegan": .uploadBegan,
            "uploaded": .uploaded(attachment), "submitted": .submitted, "accepted": .accepted(token: Data()),
            "rejected": .rejected(token: Data()), "lost": .lost, "setAside": .setAside(.refused),
            "retried": .retried, "failed": .failed, "known": .known(epoch: "2"),
        ]
        let ways: [DeliveryState: [DeliveryStep]] = [
            .sealed: [], .created: [created], .uploading: [created, .uploadBegan],
            .submitted: [created, .submitted],
            .accepted: [created, .submitted, .accepted(token: Data())],
            .rejected: [created, .submitted, .rejected(token: Data())],
        ]
        let allowed: [DeliveryState: [String: DeliveryState]] = [
            .sealed: ["created": .created, "setAside": .sealed, "failed": .sealed],
            .created: [
                "created": .created, "uploadBegan": .uploading, "submitted": .submitted, "accepted": .accepted,
                "rejected": .rejected, "lost": .sealed, "setAside": .created, "failed": .created,
            ],
            .uploading: [
                "uploadBegan": .uploading, "uploaded": .uploading, "submitted": .submitted, "accepted": .accepted,
                "rejected": .rejected, "lost": .sealed, "setAside": .uploading, "failed": .uploading,
            ],
            .submitted: [
                "submitted": .submitted, "accepted": .accepted, "rejected": .rejected, "lost": .sealed,
                "setAside": .submitted, "failed": .submitted, "known": .submitted,
            ],
            .accepted: ["accepted": .accepted, "lost": .sealed, "known": .accepted],
            .rejected: ["rejected": .rejected, "lost": .sealed, "retried": .sealed, "setAside": .rejected],
        ]
        for state in DeliveryState.allCases {
            for (name, step) in steps {
                var delivery = Delivery()
                for step in ways[state] ?? [] { try delivery.take(step) }
                #expect(delivery.state == state)
                let before = delivery
                if let next = allowed[state]?[name] {
                    try delivery.take(step)
                    #expect(delivery.state == next, "\(state) \(name)")
                } else {
                    #expect(throws: StoreError.notAllowed, "\(state) \(name)") { try delivery.take(step) }
                    #expect(delivery == before)
                }
            }
        }
    }

    @Test func `A case that is set aside blocks no other and can be tried again`() throws {
        try Place.with { place in
            let store = try place.open()
            for _ in 0..<3 { try place.confirm(try place.session(events: 1, in: store).id, in: store) }
            let references = try store.outbox.due().cases.map(\.reference)
            #expect(references.count == 3)
            try store.outbox.take(
                .created(submission: UUID(), caseID: UUID(), epoch: nil), of: references[0], at: .now())
            try store.outbox.take(.setAside(.refused), of: references[0], at: .now())
            #expect(try store.outbox.due().cases.map(\.reference) == Array(references[1...]))
            #expect(throws: StoreError.notAllowed) {
                try store.outbox.take(.submitted, of: references[0], at: .now())
            }
            let again = try store.outbox.take(.retried, of: references[0], at: .now())
            #expect(again.delivery == Delivery())
            #expect(try store.outbox.due().cases.count == 3)
            #expect(try store.outbox.events(limit: 1).first?.kind == "case.retried")
        }
    }

    /// Brings a case to accepted.
    static func accept(_ reference: String, in outbox: Outbox, at time: StoreTime) throws {
        try outbox.take(.created(submission: UUID(), caseID: UUID(), epoch: nil), of: reference, at: time)
        try outbox.take(.submitted, of: reference, at: time)
        try outbox.take(.accepted(token: Data("signed".utf8)), of: reference, at: time)
    }

    @Test func `What was accepted is kept for seven days by any clock, its receipt longer`() throws {
        try Place.with { place in
            let day: Int64 = 86_400
            let start: Int64 = 1_800_000_000
            func time(_ wall: Int64, boot: String = "a", up: Int64) -> StoreTime {
                StoreTime(wall: start + wall, boot: boot, uptime: up)
            }
            let store = try place.open(at: time(0, up: 10))
            let reference = try place.confirm(
                try place.session(events: 1, in: store).id, in: store, at: time(0, up: 10)
            ).reference
            try Self.accept(reference, in: store.outbox, at: time(0, up: 20))
            // Forward by ten years, back by thirty, in one run of the system.
            #expect(try store.outbox.removeKept(at: time(3650 * day, up: 30)) == 0)
            #expect(try store.outbox.removeKept(at: time(-10_000 * day, up: 40)) == 0)
            #expect(try store.outbox.removeKept(at: time(0, up: 50)) == 0)
            // Forward by ten years across a restart, and back again.
            #expect(try store.outbox.removeKept(at: time(3650 * day, boot: "b", up: 5)) == 0)
            #expect(try store.outbox.removeKept(at: time(0, boot: "c", up: 5)) == 0)
            #expect(try store.outbox.removeKept(at: time(0, boot: "c", up: 5 + 5 * day)) == 0)
            #expect(try store.outbox.removeKept(at: time(6 * day, boot: "c", up: 5 + 6 * day)) == 1)
            #expect(try store.outbox.cases().cases == [])
            let receipts = try store.outbox.receipts(of: reference)
            #expect(receipts.map(\.token) == [Data("signed".utf8)])
            let jumps = try store.outbox.events().filter { $0.kind == "clock.jumped" }
            #expect(jumps.count >= 3)
        }
    }

    @Test func `A session whose case is gone and whose receipt is left is not sealed again`() throws {
        try Place.with { place in
            let store = try place.open()
            let (id, _) = try place.session(events: 1, in: store)
            let reference = try place.confirm(id, in: store).reference
            try Self.accept(reference, in: store.outbox, at: .now())
            try DatabaseQueue(path: place.outbox).write { try $0.execute(sql: "DELETE FROM cases") }
            #expect(throws: StoreError.notFound) { _ = try place.confirm(id, in: store) }
        }
    }

    @Test func `Messages are stored once and go when they were taken`() throws {
        try Place.with { place in
            let store = try place.open()
            for _ in 0..<2 { try store.outbox.store(message: "m1", sealed: Data("jwe".utf8), at: .now()) }
            try store.outbox.store(message: "m2", sealed: Data("jwe2".utf8), at: .now())
            #expect(try store.outbox.messages().map(\.name) == ["m1", "m2"])
            try store.outbox.remove(message: "m1")
            #expect(try store.outbox.messages().map(\.sealed) == [Data("jwe2".utf8)])
        }
    }

    @Test func `Terminal and messenger write at once, and each sees that the other has`() throws {
        try Place.with { place in
            let store = try place.open()
            let messenger = try Outbox(existingAt: place.directory + "/outbox")
            let before = try messenger.dataVersion()
            let reference = try place.confirm(try place.session(events: 1, in: store).id, in: store).reference
            #expect(try messenger.dataVersion() != before)
            let failures = Failures()
            DispatchQueue.concurrentPerform(iterations: 4) { writer in
                for number in 0..<100 {
                    do {
                        if writer % 2 == 0 {
                            try messenger.take(.failed, of: reference, at: .now())
                        } else {
                            try store.outbox.store(message: "\(writer)-\(number)", sealed: Data([1]), at: .now())
                        }
                    } catch { failures.add() }
                }
            }
            #expect(failures.count == 0)
            #expect(try messenger.find(reference).delivery.attempts == 200)
            #expect(try store.outbox.messages().count == 200)
        }
    }

    /// Counts across threads.
    /// Sendable by hand: the lock guards the number.
    final class Failures: @unchecked Sendable {
        private let lock = NSLock()
        private var number = 0

        var count: Int { lock.withLock { number } }
        func add() { lock.withLock { number += 1 } }
    }
}
