package import Foundation
package import Sealing
import Secrets
package import Store

/// What a terminal and a messenger do all day, from a seed: sessions, answers, attachments, confirmed and cancelled
/// cases, deliveries. Everything that the store says is told on at once.
package struct Workload: ~Copyable {
    private var random: SplitMix
    private let key: SessionKey
    private let store: TerminalStore
    private let tell: (Acknowledgement) -> Void
    private var references: [String] = []
    /// The largest attachment, in bytes.
    package var largestAttachment = AttachmentCipher.chunkSize + 777

    /// Prepares a day's work.
    package init(
        seed: UInt64, store: TerminalStore, key: borrowing SessionKey, tell: @escaping (Acknowledgement) -> Void
    ) {
        random = SplitMix(seed: seed)
        self.key = key.clone()
        self.store = store
        self.tell = tell
    }

    /// The key of all sessions of a seed.
    package static func key(seed: UInt64) throws -> SessionKey {
        var random = SplitMix(seed: seed ^ 0x6B65_7921)
        return try SessionKey(SecretBytes(copying: (0..<32).map { _ in UInt8(truncatingIfNeeded: random.next()) }))
    }

    /// The bytes of a session's event, which hold what must never be found on the disk.
    package static func event(_ number: Int, of session: UUID) -> [UInt8] {
        let planted = PlaintextSearch.planted
        let words = (0..<3).map { planted[(number + $0) % planted.count] }
        return Array("\(session)/\(number)/\(words.joined(separator: ";"))".utf8)
    }

    /// The bytes of an attachment.
    package static func attachment(_ id: UUID, count: Int) -> [UInt8] {
        let text = Array("\(id) \(PlaintextSearch.planted.joined(separator: ", ")) ".utf8)
        // A byte at a time takes minutes of the fault tests in a debug build.
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count + text.count)
        while bytes.count < count { bytes += text }
        return Array(bytes.prefix(count))
    }

    /// Works through so many visits.
    /// - Throws: What the store throws; the visit ends there.
    package mutating func run(visits: Int) throws {
        for _ in 0..<visits { try visit() }
    }

    /// Works until it is killed.
    package mutating func runForever() throws -> Never {
        while true { try visit() }
    }

    private mutating func visit() throws {
        let session = UUID()
        var head = try store.journal.begin(session, configuration: "c0ffee", at: .now(), key: key)
        tell(.begun(session))
        let count = 1 + random.below(6)
        var attachments: [(UUID, Int)] = []
        for number in 1...count {
            head = try store.journal.append(Self.event(number, of: session), to: session, after: head, key: key)
            tell(.journalled(session, number))
            if random.below(6) == 0 { attachments.append(try attach(to: session, &head)) }
        }
        switch random.below(10) {
        case 0: break
        case 1:
            tell(.cancelling(session))
            try store.journal.delete(session)
        default: try confirm(session, count: count, attachments: attachments)
        }
        if random.below(2) == 0 { try deliver() }
    }

    private mutating func attach(to session: UUID, _ head: inout JournalHead) throws -> (UUID, Int) {
        let id = UUID()
        let wanted = random.below(8) == 0 ? AttachmentCipher.chunkSize + 777 : random.below(9000)
        let count = min(wanted, largestAttachment)
        let bytes = Self.attachment(id, count: count)
        let chunks = AttachmentCipher.chunkCount(forBytes: count)
        for place in 0..<chunks {
            let start = place * AttachmentCipher.chunkSize
            let chunk = SecretBytes(copying: bytes[start..<min(start + AttachmentCipher.chunkSize, count)])
            head = try store.journal.appendChunk(
                chunk, place: place, isLast: place == chunks - 1, of: id, to: session, after: head, key: key)
        }
        tell(.attached(session, id, count))
        return (id, count)
    }

    private mutating func confirm(_ session: UUID, count: Int, attachments: [(UUID, Int)]) throws {
        tell(.confirming(session))
        let confirmation = try store.confirm(session, at: .now()) { counter in
            try Self.sealedCase(of: session, counter: counter, events: count, attachments: attachments, key: key)
        }
        tell(.confirmed(session, confirmation.sealed.reference))
        references.append(confirmation.sealed.reference)
    }

    /// A case whose contents can be opened again by the test.
    static func sealedCase(
        of session: UUID, counter: Int, events: Int, attachments: [(UUID, Int)], key: borrowing SessionKey
    ) throws -> ConfirmedCase {
        let all = (1...events).map { String(decoding: event($0, of: session), as: UTF8.self) }.joined(separator: "\n")
        var sealedAttachments: [SealedAttachment] = []
        for (id, count) in attachments {
            sealedAttachments.append(
                SealedAttachment(
                    id: id,
                    content: try key.seal(attachment(id, count: count), associatedData: AssociatedData("test case"))))
        }
        return ConfirmedCase(
            reference: "ABC\(1_000_000 + counter)", service: "hundesteuer",
            sealed: SealedCase(
                destination: UUID(), keyID: "key-1", serviceIdentifier: "urn:de:fim:leika:leistung:99102013104000",
                encryptedMetadata: Data("metadata.\(counter)".utf8),
                encryptedData: try key.seal(Array(all.utf8), associatedData: AssociatedData("test case")),
                attachments: sealedAttachments))
    }

    private mutating func deliver() throws {
        guard !references.isEmpty else { return }
        let reference = references[random.below(references.count)]
        let delivery = try store.outbox.find(reference).delivery
        let steps: [DeliveryStep] =
            switch delivery.state {
            case .sealed: [.created(submission: UUID(), caseID: UUID(), epoch: "1"), .uploadBegan]
            case .created, .uploading: [.submitted]
            case .submitted: [.accepted(token: Data("token".utf8))]
            case .accepted, .rejected: []
            }
        for step in steps {
            let now = try store.outbox.take(step, of: reference, at: .now())
            tell(.delivered(reference, now.delivery.state.rawValue))
        }
    }
}

/// A small generator of numbers that a seed repeats.
package struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    /// Begins with a seed.
    package init(seed: UInt64) { state = seed }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to a bound.
    package mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
