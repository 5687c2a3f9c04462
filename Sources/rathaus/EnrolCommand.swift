import ArgumentParser
import ClerkDesk
import Foundation
import Sealing
import Secrets
import SubmissionAPI
import TownHall

/// `rathaus enrol`: makes a device or a desk one of the town hall's.
struct EnrolCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enrol",
        abstract: "Enrol a device or another desk, and certify a device's key.",
        discussion:
            "Two steps for a device. First: rathaus enrol --name KIOSK --role sender > bundle.json; carry the bundle to "
            + "the device by hand: kioskctl enrol bundle.json prints the device's public key. Then: rathaus enrol "
            + "--name KIOSK --device-key key.json certifies that key; from then on the device has a mailbox. Compare "
            + "the fingerprints that both commands show. The bundle holds a secret: delete it when it was taken in.")

    @OptionGroup var place: TownHallPlace

    @Option(help: "The device's name, unique among those that are not revoked.")
    var name: String?

    @Option(help: "sender: a device. subscriber: a desk that opens cases.")
    var role: Role = .sender

    @Option(
        name: .customLong("office"),
        help: "An office that it delivers to or fetches from; the first is the default. All where none is named.")
    var offices: [String] = []

    @Option(
        help: "The device's public key as kioskctl enrol printed it: a file, - for standard input, or the JSON itself.")
    var deviceKey: String?

    enum Role: String, ExpressibleByArgument, CaseIterable { case sender, subscriber }

    func run() async throws {
        try await Console.run {
            let storage = try place.storage()
            defer { storage.close() }
            if let known = try await known(in: storage) {
                guard let deviceKey else {
                    throw Refused(
                        "“\(known.name)” is enrolled already. Certify its device's key with --device-key FILE, or end "
                            + "it first: rathaus revoke --dir \(place.directory) \(known.name)")
                }
                try await certify(deviceKey, of: known, in: storage)
            } else {
                try await issue(in: storage)
            }
        }
    }

    /// The client that is meant: by name; with a key and no name, the one device that waits for its certificate.
    private func known(in storage: SQLiteStorage) async throws -> ClientRecord? {
        if let name { return try await storage.client(meant: name) }
        guard deviceKey != nil else { throw Refused("Give the device a name: --name NAME.") }
        let waiting = try await storage.clients().filter { $0.role == .sender && !$0.isRevoked && $0.device == nil }
        guard waiting.count == 1, let one = waiting.first else {
            throw Refused("\(waiting.count) devices wait for a certificate. Say which: --name NAME.")
        }
        return one
    }

    private func issue(in storage: SQLiteStorage) async throws {
        guard let name, (1...64).contains(name.utf8.count), name.unicodeScalars.allSatisfy({ $0.value > 32 }) else {
            throw Refused("The name must have 1 to 64 characters and no spaces.")
        }
        let all = try place.desk.offices()
        let chosen = try offices.isEmpty ? all : offices.map { try place.desk.office($0) }
        guard let first = chosen.first else { throw Refused("This town hall has no office.") }
        let secret = ClientSecret()
        let client = ClientRecord(
            name: name, role: role == .sender ? .sender : .subscriber, secret: secret.hash,
            destinations: role == .subscriber ? Set(chosen.map(\.destination)) : [])
        var key: PrivateJSONWebKey?
        if role == .subscriber {
            let opening = try place.desk.decryptionKey(first.current.decryption.kid)
            key = try PrivateJSONWebKey(opening)
        }
        let bundle = IssuedBundle(
            settings: try place.desk.settings(), offices: chosen, signingRoot: try place.desk.rootPublicKey(),
            clientId: client.id.description, clientSecret: secret.text, decryptionKey: key)
        let json = try bundle.json()
        try await storage.put(client)
        Console.bytes(json + Data("\n".utf8))
        if role == .sender {
            Console.note(
                "“\(name)” may deliver. Carry the bundle to the device: kioskctl enrol FILE. Then certify the key that "
                    + "it prints: rathaus enrol --dir \(place.directory) --name \(name) --device-key FILE")
        } else {
            Console.note(
                "“\(name)” may fetch cases and, with the private key in the bundle, open those of \(first.id).")
        }
        if let deviceKey { try await certify(deviceKey, of: client, in: storage) }
    }

    private func certify(_ text: String, of client: ClientRecord, in storage: SQLiteStorage) async throws {
        guard client.role == .sender else { throw Refused("“\(client.name)” is no device: it has no mailbox.") }
        let key = try key(text)
        let root = try await place.desk.rootKey()
        let certificate = try DeviceCertificate(name: client.name, key: key, issuedAt: Date(), with: root)
        let device = ClientRecord.Device(thumbprint: key.thumbprint, certificate: certificate.compact)
        guard try await storage.put(device: device, of: client.id) else {
            throw Refused("“\(client.name)” is not enrolled any more.")
        }
        Console.note(
            "The key of “\(client.name)” is certified; it has a mailbox now. Its fingerprint must be the one that the "
                + "device showed: \(key.thumbprint)")
    }

    private func key(_ text: String) throws -> JSONWebKey {
        let json: Data?
        if text.hasPrefix("{") {
            json = Data(text.utf8)
        } else if text == "-" {
            json = try FileHandle.standardInput.read(upToCount: 1 << 16)
        } else {
            json = try FileHandle(forReadingAtPath: text)?.read(upToCount: 1 << 16)
        }
        guard let json else { throw Refused("\(text) cannot be read.") }
        guard let key = try? JSONDecoder().decode(JSONWebKey.self, from: json) else {
            throw Refused("This is no public key. Take what kioskctl enrol printed, all of it.")
        }
        if let fault = key.fault(for: .wrapping) { throw Refused(fault) }
        return key
    }
}
