import ArgumentParser
import ClerkDesk
import Foundation
import Sealing
import SubmissionAPI
import TownHall

/// `rathaus rotate-keys`: a new generation of an office's keys, without a gap.
struct RotateKeysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate-keys",
        abstract: "Give an office new keys. What was sealed to the old ones still opens.",
        discussion:
            "The new private keys are on the disk and in the copy before anybody learns of the public ones. Devices get "
            + "them through their mailboxes and from the delivery service, signed by the root; until then they seal to "
            + "the old key, which stays here. rathaus desk run opens with the new key from its next round on.")

    @OptionGroup var place: TownHallPlace

    @Option(help: "The office.")
    var office: String

    @Flag(help: "A new key for signing as well: receipts then verify only where the new keys have arrived.")
    var signing = false

    @Option(help: "How many days cases are sealed to the new key.")
    var validDays = KeyMaking.validDays

    func run() async throws {
        try await Console.run {
            let desk = place.desk
            var offices = try desk.offices()
            guard let index = offices.firstIndex(where: { $0.id == office }) else {
                throw DeskError.noOffice(office, known: offices.map(\.id))
            }
            let storage = try place.storage()
            defer { storage.close() }
            let root = try await desk.rootKey()
            let now = Date()
            Console.note("Making the new keys of “\(office)” …")
            let generation = try await KeyMaking(directory: desk, now: now).nextGeneration(
                of: offices[index], signing: signing, validDays: validDays, root: root)
            // First here, then in the copy, then to the world: a key that somebody seals to is never in one place only.
            offices[index].add(generation)
            try desk.store(offices)
            let file = try KeyBackup(of: desk, now: now).write(into: desk.settings().backupDirectory)
            guard var record = try await storage.destination(offices[index].destination) else {
                throw Refused(
                    "The delivery service does not know “\(office)”. Was its database restored from elsewhere?")
            }
            record = Records.destination(offices[index], services: record.services)
            try await storage.put(record)
            let told = try await tellDevices(offices, root: root, storage: storage, now: now)
            Console.line(
                "“\(office)” has new keys, the \(offices[index].generations.count). generation. The copy in \(file) holds "
                    + "them: check it with rathaus check-backup. \(told) devices get them through their mailboxes.")
        }
    }

    /// Queues a message for every device that has a mailbox; `rathaus desk run` delivers it.
    private func tellDevices(
        _ offices: [DeskOffice], root: borrowing SigningKey, storage: SQLiteStorage, now: Date
    ) async throws -> Int {
        let key = try place.desk.dataKey()
        let store = try CaseStore(path: place.desk.database, key: key)
        defer { store.close() }
        let trust = try await SigningRoot(root.publicKey)
        let content = try JSONEncoder().encode(SignedKeys(destinationKeys: offices.map(\.current.signed)))
        var told = 0
        for client in try await storage.clients() where !client.isRevoked {
            guard let device = client.device,
                let certified = try? DeviceCertificate(device.certificate).verified(by: trust)
            else { continue }
            let message = MailboxMessage(
                kind: .destinationKeys, issuer: .root, device: certified.key.thumbprint, issuedAt: now,
                content: content)
            let sealed = try message.sealed(signedWith: root, to: certified.key)
            try store.queue(
                sealed, id: ResourceID(message.id), kind: message.kind.rawValue, to: certified.key.thumbprint,
                at: Int64(now.timeIntervalSince1970))
            told += 1
        }
        try store.record(
            .rotatedKeys, by: .current(), reference: nil, at: Int64(now.timeIntervalSince1970))
        return told
    }
}
