package import Foundation
package import Sealing
import Secrets
package import Store
import StoreFaults

/// A device with sealed cases that is enrolled at a town hall.
package struct SealedDevice: Sendable {
    package let directory: String
    package let destination: UUID
    package let enrolment: MessengerEnrolment

    package var places: StorePlaces { StorePlaces(dataDirectory: directory) }
    package var outboxDirectory: String { directory + "/outbox" }
    package var enrolmentFile: String { directory + "/messenger.json" }

    /// Makes one, enrolled and without cases, and removes it afterwards.
    package static func with<Result>(
        _ hall: ScriptedTownHall, _ body: (SealedDevice) async throws -> Result
    ) async throws -> Result {
        let path = "/dev/shm/messenger-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try await body(try SealedDevice(at: path, hall))
    }

    private init(at directory: String, _ hall: ScriptedTownHall) throws {
        self.directory = directory
        destination = UUID()
        let address = "https://localhost:\(hall.port)"
        let keys = try hall.keys.signedKeys(of: destination)
        hall.change { $0.destinationKeys = [keys] }
        let fields: [String: Any] = [
            "tokenUrl": address + "/token", "submissionApiUrl": address, "clientId": "koffer-7",
            "clientSecret": "0123456789abcdef0123456789abcdef", "destinations": ["steueramt": destination.uuidString],
            "caCertificate": hall.certificates.authority, "mailbox": address + "/device/v1",
            "signingRoot": try JSONSerialization.jsonObject(with: JSONEncoder().encode(hall.keys.root.publicKey)),
            "destinationKeys": [keys], "deviceKeyID": "device",
        ]
        enrolment = try JSONDecoder().decode(
            MessengerEnrolment.self, from: JSONSerialization.data(withJSONObject: fields))
        let file = URL(fileURLWithPath: enrolmentFile)
        try JSONEncoder().encode(enrolment).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file.path)
        _ = try TerminalStore(places, at: .now())
    }

    /// Seals cases as the terminal does, each with so many attachments of this length.
    @discardableResult
    package func seal(_ count: Int, attachments: Int = 1, byteCount: Int = 3000) throws -> [String] {
        let store = try TerminalStore(places, at: .now())
        let key = try Workload.key(seed: 1)
        return try (0..<count).map { _ in
            let session = UUID()
            _ = try store.journal.begin(session, configuration: "c0ffee", at: .now(), key: key)
            return try store.confirm(session, at: .now()) { counter in
                ConfirmedCase(
                    reference: "ABC\(1_000_000 + counter)", service: "hundesteuer",
                    sealed: SealedCase(
                        destination: destination, keyID: "key-1",
                        serviceIdentifier: "urn:de:fim:leika:leistung:99102013104000",
                        encryptedMetadata: Data("metadata.\(counter).\(session)".utf8),
                        encryptedData: Data("data.\(session).d\(counter)".utf8),
                        attachments: (0..<attachments).map { number in
                            SealedAttachment(
                                id: UUID(),
                                content: Data(repeating: UInt8(ascii: "x"), count: byteCount)
                                    + Data(".a\(counter)-\(number)".utf8))
                        }))
            }.sealed.reference
        }
    }

    /// Opens the outbox as the messenger does.
    package func outbox() throws -> Outbox { try Outbox(existingAt: outboxDirectory) }

    /// How the cases stand.
    package func states() throws -> [DeliveryState: Int] {
        try outbox().cases().cases.reduce(into: [:]) { $0[$1.delivery.state, default: 0] += 1 }
    }
}
