import Foundation
import Sealing
package import SubmissionAPI
package import TownHall

/// What senders and a subscriber do all day, several at once. Everything that the storage says is told on at once.
package struct Workload: Sendable {
    private let storage: any TownHallStorage
    private let tell: @Sendable (Acknowledgement) -> Void

    /// Where all submissions go.
    package static let destination = ResourceID(
        UUID(uuid: (1, 2, 3, 4, 5, 6, 0x47, 8, 0x89, 10, 11, 12, 13, 14, 15, 16)))

    /// Prepares a day's work.
    package init(storage: any TownHallStorage, tell: @escaping @Sendable (Acknowledgement) -> Void) {
        self.storage = storage
        self.tell = tell
    }

    /// Lets so many senders deliver so many submissions each, at once.
    /// - Throws: What the storage throws; the others are let finish or fail.
    package func run(senders: Int, submissions: Int) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for sender in 0..<senders {
                group.addTask {
                    for number in 0..<submissions { try await deliver(UInt8((sender * 31 + number) % 251)) }
                }
            }
            try await group.waitForAll()
        }
    }

    private func deliver(_ byte: UInt8) async throws {
        let attachment = ResourceID()
        let submission = SubmissionRecord(
            destination: Self.destination, client: ResourceID(),
            service: PublicService(identifier: "urn:de:fim:leika:leistung:99115005000000"), attachments: [attachment],
            announcedAt: 1)
        try await storage.announce(submission)
        tell(.announced(submission.id))
        let (upload, bytes) = (UUID(), Data(repeating: byte, count: 3000))
        var place = 0
        if byte % 3 == 0 {
            try await storage.stage(bytes, at: 0, of: upload)
            place = 1
        }
        let record = CiphertextRecord(
            length: bytes.count * (place + 1), hash: Data(repeating: byte, count: 32), tag: "tag")
        guard
            try await storage.put(
                attachment: attachment, of: submission.id, record, upload: upload, last: (bytes, place)) == .kept
        else { throw StorageError.damaged }
        tell(.attachment(attachment, of: submission.id, byte))
        guard try await storage.submit(submission.id, Self.content(byte), at: 2).0 == .kept else {
            throw StorageError.damaged
        }
        tell(.submitted(submission.id, byte))
        guard byte % 4 == 0 else { return }
        let event = SecurityEventToken(
            issuer: "desk", issuedAt: Date(timeIntervalSince1970: 3), submission: submission.id.uuid,
            case: submission.case.uuid, event: .accept)
        guard try await storage.conclude(submission.id, event, token: "token \(byte)") == .kept else {
            throw StorageError.damaged
        }
        tell(.accepted(submission.id))
    }

    /// The parts that go with a byte.
    package static func content(_ byte: UInt8) -> ContentRecord {
        let text = String(repeating: "\(byte) ", count: 500)
        return ContentRecord(
            content: SubmissionContent(encryptedMetadata: text, encryptedData: text),
            hash: Data(repeating: byte, count: 32), metadataTag: "m", dataTag: "d")
    }
}
