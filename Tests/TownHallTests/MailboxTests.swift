import Foundation
import HTTPTypes
import HummingbirdTesting
import Sealing
import SubmissionAPI
import Testing
import TownHall

@Suite struct MailboxTests {
    private static func certify(_ hall: TestTownHall, _ client: TestClient) async throws -> ClientRecord.Device {
        let root = try await TestKeys.signing(.root)
        let device = try TestKeys.decryption(.device)
        let certificate = try DeviceCertificate(
            name: "Koffer 1", key: device.publicKey, issuedAt: hall.clock.now, with: root)
        let record = ClientRecord.Device(
            thumbprint: device.publicKey.thumbprint, certificate: certificate.compact)
        #expect(try await hall.storage.put(device: record, of: client.id))
        return record
    }

    @Test func `A message waits for its device until that has stored it, and comes once`() async throws {
        try await DeliveryTests.withService { hall, client in
            let sender = try await Caller.signIn(hall.sender, client)
            let desk = try await Caller.signIn(hall.subscriber, client)
            #expect(try await sender.call(.get, "/device/v1/messages").json(MailboxPage.self).messages.isEmpty)
            let device = try await Self.certify(hall, hall.sender)
            let (announced, _, _) = try await sender.deliver(hall)
            let shown = try await desk.call(.get, "/device/v1/cases/\(announced.caseId)/device").json(CaseDevice.self)
            #expect(shown.certificate == device.certificate)

            let ids = [ResourceID(), ResourceID(), ResourceID()]
            let sealed = try ids.map { try hall.seal("\($0)") }
            for (id, message) in zip(ids, sealed) {
                let path = "/device/v1/devices/\(device.thumbprint)/messages/\(id)"
                #expect(try await desk.jose(.put, path, message).status == 201)
                let again = try await desk.jose(.put, path, message)
                #expect(again.status == 200 && again.body.isEmpty)
                #expect(try await desk.jose(.put, path, hall.seal("other")).problem?.status == 409)
            }
            let page = try await sender.call(.get, "/device/v1/messages?limit=2").json(MailboxPage.self)
            #expect(page.messages.map(\.id) == Array(ids.prefix(2)))
            #expect(page.messages.map(\.sealed) == sealed.prefix(2).map { String(decoding: $0, as: UTF8.self) })
            let after = try #require(page.messages.last).sequence
            let rest = try await sender.call(.get, "/device/v1/messages?after=\(after)").json(MailboxPage.self)
            #expect(rest.messages.map(\.id) == [ids[2]])
            let other = try await Caller.signIn(hall.otherSender, client)
            #expect(try await other.call(.delete, "/device/v1/messages/\(ids[0])").status == 204)
            for _ in 0..<2 {
                #expect(try await sender.call(.delete, "/device/v1/messages/\(ids[0])").status == 204)
            }
            let left = try await sender.call(.get, "/device/v1/messages").json(MailboxPage.self)
            #expect(left.messages.map(\.id) == Array(ids.suffix(2)))
            let path = "/device/v1/devices/\(device.thumbprint)/messages/\(ids[0])"
            #expect(try await desk.jose(.put, path, sealed[0]).status == 200)
            #expect(try await sender.call(.get, "/device/v1/messages").json(MailboxPage.self).messages.count == 2)
        }
    }

    @Test func `A device that is revoked or unknown has no mailbox`() async throws {
        try await DeliveryTests.withService { hall, client in
            let desk = try await Caller.signIn(hall.subscriber, client)
            let device = try await Self.certify(hall, hall.sender)
            let path = "/device/v1/devices/\(device.thumbprint)/messages/"
            #expect(try await desk.jose(.put, path + "\(ResourceID())", hall.seal("x")).status == 201)
            #expect(try await hall.storage.revoke(client: hall.sender.id))
            #expect(try await desk.jose(.put, path + "\(ResourceID())", hall.seal("x")).problem?.status == 404)
            let unknown = "/device/v1/devices/\(String(repeating: "A", count: 43))/messages/\(ResourceID())"
            #expect(try await desk.jose(.put, unknown, hall.seal("x")).problem?.status == 404)
            let waiting = try await hall.storage.messages(for: device.thumbprint, after: 0, limit: 9, bytes: 1 << 20)
            #expect(waiting.isEmpty)
            #expect(try await hall.storage.put(device: device, of: hall.subscriber.id) == false)
        }
    }

    @Test func `Devices learn epoch and keys, and see a new epoch after a restore`() async throws {
        try await DeliveryTests.withService { hall, client in
            let sender = try await Caller.signIn(hall.sender, client)
            let status = try await sender.call(.get, "/device/v1/status").json(ServiceStatus.self)
            #expect(status.epoch == (try await hall.storage.epoch()))
            #expect(status.time == Int64(hall.clock.now.timeIntervalSince1970))
            let keys = try await sender.call(.get, "/device/v1/destination-keys").json(SignedKeys.self)
            #expect(keys.destinationKeys == ["a.signed.key", "a.signed.key"])
        }
    }
}
