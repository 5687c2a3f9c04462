import Foundation
import Sealing
import SubmissionAPI
import Testing
import TownHall

/// What any storage must do. A new kind of storage runs this suite with a factory of its own.
struct StorageContract {
    /// An empty storage.
    let storage: any TownHallStorage

    func check() async throws {
        try await administration()
        try await delivery()
        try await conclusion()
        try await pieces()
        try await expiry()
        try await mailbox()
        try await epoch()
    }

    private static func text(_ number: Int) -> CiphertextRecord {
        CiphertextRecord(length: number, hash: Data(repeating: UInt8(number), count: 32), tag: "tag \(number)")
    }

    private static func content(_ number: Int) -> ContentRecord {
        ContentRecord(
            content: SubmissionContent(encryptedMetadata: "m\(number)", encryptedData: "d\(number)"),
            hash: Data(repeating: UInt8(number), count: 32), metadataTag: "tag m", dataTag: "tag d")
    }

    private func submission(
        _ attachments: [ResourceID] = [], destination: ResourceID = ResourceID(), at time: Int64 = 1000
    ) async throws -> SubmissionRecord {
        let record = SubmissionRecord(
            destination: destination, client: ResourceID(), service: TestTownHall.service, attachments: attachments,
            announcedAt: time)
        try await storage.announce(record)
        return record
    }

    private func administration() async throws {
        let key = try TestKeys.decryption(.desk).publicKey
        var destination = DestinationRecord(
            id: ResourceID(), office: "Amt", status: .created, encryptionKid: key.kid, keys: [key], signedKeys: ["a"],
            services: [TestTownHall.service])
        try await storage.put(destination)
        #expect(try await storage.destination(destination.id) == destination)
        destination.status = .active
        destination.signedKeys = ["b", "a"]
        try await storage.put(destination)
        #expect(try await storage.destinations() == [destination])
        #expect(try await storage.destination(ResourceID()) == nil)

        let (first, second) = (ClientSecret(), ClientSecret())
        let client = ClientRecord(
            name: "Koffer", role: .sender, secret: first.hash, destinations: [destination.id])
        try await storage.put(client)
        #expect(try await storage.client(client.id) == client)
        #expect(try await storage.client(meant: "Koffer") == client)
        #expect(try await storage.client(meant: client.id.description) == client)
        let double = ClientRecord(name: "Koffer", role: .sender, secret: second.hash)
        await #expect(throws: StorageError.nameTaken("Koffer")) { try await storage.put(double) }
        #expect(try await storage.rotateSecret(of: client.id, to: second.hash))
        var now = try #require(try await storage.client(client.id))
        #expect(now.secret == second.hash && now.previousSecret == first.hash)
        try await storage.retirePreviousSecret(of: client.id)
        let device = ClientRecord.Device(thumbprint: "thumb", certificate: "certificate")
        #expect(try await storage.put(device: device, of: client.id))
        #expect(try await storage.put(device: device, of: ResourceID()) == false)
        now = try #require(try await storage.client(client.id))
        #expect(now.previousSecret == nil && now.device == device)
        #expect(try await storage.revoke(client: client.id))
        #expect(try await storage.revoke(client: ResourceID()) == false)
        #expect(try await storage.client(client.id)?.isRevoked == true)
        #expect(try await storage.client(meant: "Koffer") == nil)
        try await storage.put(double)
        #expect(try await storage.clients().count == 2)
    }

    private func delivery() async throws {
        let (attachment, destination) = (ResourceID(), ResourceID())
        let record = try await submission([attachment], destination: destination)
        #expect(try await storage.submission(record.id) == record)
        #expect(try await storage.submission(case: record.case) == record)
        #expect(try await storage.submission(ResourceID()) == nil)
        #expect(try await storage.submit(record.id, Self.content(1), at: 5).0 == .incomplete(1))
        #expect(try await storage.submit(ResourceID(), Self.content(1), at: 5).0 == .unknown)
        #expect(try await storage.tags(of: record.id) == nil)
        let upload = UUID()
        func put(_ id: ResourceID, _ number: Int, of submission: ResourceID) async throws -> Keeping {
            try await storage.put(
                attachment: id, of: submission, Self.text(number), upload: number == 1 ? upload : UUID(),
                last: (Data([UInt8(number)]), 0))
        }
        #expect(try await put(attachment, 1, of: record.id) == .kept)
        #expect(try await put(attachment, 1, of: record.id) == .repeated)
        #expect(try await put(attachment, 2, of: record.id) == .other)
        #expect(try await put(ResourceID(), 1, of: record.id) == .refused)
        #expect(try await put(attachment, 1, of: ResourceID()) == .unknown)
        let (keeping, sent) = try await storage.submit(record.id, Self.content(1), at: 7)
        #expect(keeping == .kept && sent?.state == .submitted && sent?.submittedAt == 7)
        let (again, same) = try await storage.submit(record.id, Self.content(1), at: 9)
        #expect(again == .repeated && same == sent)
        #expect(try await storage.submit(record.id, Self.content(2), at: 9).0 == .other)
        #expect(try await storage.content(of: record.id) == Self.content(1).content)
        #expect(
            try await storage.tags(of: record.id)
                == AuthenticationTags(
                    metadata: "tag m", data: "tag d", attachments: [attachment.description: "tag 1"]))

        var names = [record.id]
        for _ in 0..<4 {
            let more = try await submission(destination: destination)
            #expect(try await storage.submit(more.id, Self.content(1), at: 8).0 == .kept)
            names.append(more.id)
        }
        let page = try await storage.waiting(for: [destination], offset: 1, limit: 3)
        #expect(page.total == 5 && page.page.map(\.id) == Array(names[1...3]))
        #expect(try await storage.waiting(for: [], offset: 0, limit: 3).total == 0)
    }

    private func conclusion() async throws {
        let attachment = ResourceID()
        let record = try await submission([attachment])
        let upload = UUID()
        func conclude(_ event: SecurityEventToken.Event, _ token: String) async throws -> Keeping {
            try await storage.conclude(
                record.id,
                SecurityEventToken(
                    issuer: "x", issuedAt: Date(timeIntervalSince1970: 9), submission: record.id.uuid,
                    case: record.case.uuid, event: event), token: token)
        }
        #expect(try await conclude(.accept, "early") == .refused)
        #expect(
            try await storage.put(
                attachment: attachment, of: record.id, Self.text(1), upload: upload, last: (Data([1]), 0)) == .kept)
        #expect(try await storage.submit(record.id, Self.content(1), at: 7).0 == .kept)
        try await storage.keep(tokens: [1: "submitted"], of: record.id)
        try await storage.keep(tokens: [1: "another"], of: record.id)
        #expect(try await conclude(.accept, "accepted") == .kept)
        #expect(try await conclude(.accept, "again") == .repeated)
        #expect(try await conclude(.reject, "never") == .other)
        let events = try await storage.events(of: record.id, offset: 0, limit: 10)
        #expect(events.total == 3 && events.page.map(\.kind) == [.create, .submit, .accept])
        #expect(events.page.map(\.token) == [nil, "submitted", "accepted"])
        #expect(try await storage.events(of: record.id, offset: 2, limit: 1).page.map(\.place) == [2])
        // The contents are gone; what proves them stays, so that a late repeat is recognised.
        #expect(try await storage.content(of: record.id) == nil)
        #expect(try await storage.piece(0, of: upload) == nil)
        #expect(try await storage.attachment(attachment, of: record.id)?.record == Self.text(1))
        #expect(try await storage.submit(record.id, Self.content(1), at: 11).0 == .repeated)
        #expect(try await storage.waiting(for: [record.destination], offset: 0, limit: 9).total == 0)
    }

    private func pieces() async throws {
        let attachment = ResourceID()
        let record = try await submission([attachment])
        let (upload, lost) = (UUID(), UUID())
        for place in 0..<3 { try await storage.stage(Data([UInt8(place)]), at: place, of: upload) }
        try await storage.stage(Data([9]), at: 0, of: lost)
        #expect(
            try await storage.put(
                attachment: attachment, of: record.id, Self.text(4), upload: upload, last: (Data([3]), 3)) == .kept)
        try await storage.discardUploads()
        #expect(try await storage.piece(0, of: lost) == nil)
        var found: [UInt8] = []
        while let piece = try await storage.piece(found.count, of: upload) { found += piece }
        #expect(found == [0, 1, 2, 3])
        let second = UUID()
        try await storage.stage(Data([1]), at: 0, of: second)
        #expect(
            try await storage.put(
                attachment: attachment, of: record.id, Self.text(4), upload: second, last: (Data(), 1)) == .repeated)
        #expect(try await storage.piece(0, of: second) == nil)
        try await storage.stage(Data([1]), at: 0, of: second)
        try await storage.discard(upload: second)
        #expect(try await storage.piece(0, of: second) == nil)
    }

    private func expiry() async throws {
        let old = try await submission(at: 1)
        let new = try await submission(at: 100)
        let sent = try await submission(at: 1)
        #expect(try await storage.submit(sent.id, Self.content(1), at: 2).0 == .kept)
        #expect(try await storage.expire(announcedBefore: 100) == 1)
        #expect(try await storage.submission(old.id) == nil)
        #expect(try await storage.events(of: old.id, offset: 0, limit: 9).total == 0)
        #expect(try await storage.submission(new.id) == new)
        #expect(try await storage.submission(sent.id)?.state == .submitted)
    }

    private func mailbox() async throws {
        let client = ClientRecord(
            name: "Postfach", role: .sender, secret: ClientSecret().hash,
            device: .init(thumbprint: "box", certificate: "c"))
        try await storage.put(client)
        let ids = (0..<4).map { _ in ResourceID() }
        for id in ids {
            #expect(try await storage.put(message: id, sealed: Data("\(id)".utf8), for: "box") == .kept)
            #expect(try await storage.put(message: id, sealed: Data("\(id)".utf8), for: "box") == .repeated)
            #expect(try await storage.put(message: id, sealed: Data("x".utf8), for: "box") == .other)
        }
        #expect(try await storage.put(message: ids[0], sealed: Data(), for: "none") == .unknown)
        let all = try await storage.messages(for: "box", after: 0, limit: 9, bytes: 1000)
        #expect(all.map(\.id) == ids && all.map(\.sequence) == all.map(\.sequence).sorted())
        #expect(try await storage.messages(for: "box", after: 0, limit: 9, bytes: 80).count == 2)
        #expect(try await storage.messages(for: "box", after: 0, limit: 9, bytes: 1).count == 1)
        try await storage.delete(message: ids[1], of: "box")
        let rest = try await storage.messages(for: "box", after: all[0].sequence, limit: 9, bytes: 1000)
        #expect(rest.map(\.id) == Array(ids[2...]))
        #expect(try await storage.put(message: ids[1], sealed: Data("\(ids[1])".utf8), for: "box") == .repeated)
        #expect(try await storage.revoke(client: client.id))
        #expect(try await storage.messages(for: "box", after: 0, limit: 9, bytes: 1000).isEmpty)
    }

    private func epoch() async throws {
        let epoch = try await storage.epoch()
        #expect(try await storage.epoch() == epoch)
    }
}
