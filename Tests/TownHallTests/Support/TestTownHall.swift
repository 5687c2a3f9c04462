import Foundation
import Sealing
import SubmissionAPI
import Synchronization
import TownHall

/// A clock that a test moves.
final class TestClock: Sendable {
    private let date = Mutex(Date(timeIntervalSince1970: 1_790_000_000))

    var now: Date { date.withLock { $0 } }

    func advance(_ seconds: TimeInterval) { date.withLock { $0 += seconds } }
}

/// A client and its secret.
struct TestClient: Sendable {
    let id: ResourceID
    let secret: String
}

/// A town hall in a directory of its own: two offices, two senders, a subscriber for each office.
struct TestTownHall: Sendable {
    let directory: String
    let storage: SQLiteStorage
    let clock: TestClock
    let office = ResourceID()
    let otherOffice = ResourceID()
    let sender: TestClient
    let otherSender: TestClient
    let subscriber: TestClient
    let otherSubscriber: TestClient
    /// What senders seal to.
    let key: JSONWebKey
    let signer: ServiceSigner

    static let service = PublicService(name: "Wohnsitz", identifier: "urn:de:fim:leika:leistung:99115005000000")

    /// Sets a town hall up, lends it, and removes it.
    static func with<Result>(
        _ body: (TestTownHall) async throws -> Result
    ) async throws -> Result {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent("hall-\(UUID())").path
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let hall = try await TestTownHall(directory: directory)
        defer { hall.storage.close() }
        return try await body(hall)
    }

    init(directory: String) async throws {
        self.directory = directory
        let place = ServeDirectory(in: directory)
        let authority = try CertificateAuthority.create(name: "Test", notBefore: Date())
        try authority.certificate.write(toFile: directory + "/ca.pem", atomically: true, encoding: .utf8)
        try place.create(
            configuration: ServeConfiguration(host: "localhost", port: 8443),
            certificate: authority.issue(host: "localhost", notBefore: Date()), signingKey: TestKeys.der(.root))
        storage = try SQLiteStorage.create(at: place.database)
        clock = TestClock()
        key = try TestKeys.decryption(.desk).publicKey
        signer = ServiceSigner(key: try await TestKeys.signing(.root), issuer: "https://localhost:8443")
        for (name, id) in [("Bürgeramt", office), ("Standesamt", otherOffice)] {
            let signing = try await TestKeys.signing(.subscriber)
            try await storage.put(
                DestinationRecord(
                    id: id, office: name, status: .active, encryptionKid: key.kid,
                    keys: [key, signing.publicKey], signedKeys: ["a.signed.key"]))
        }
        sender = try await Self.enrol("Koffer 1", .sender, [], storage)
        otherSender = try await Self.enrol("Koffer 2", .sender, [], storage)
        subscriber = try await Self.enrol("Tisch", .subscriber, [office], storage)
        otherSubscriber = try await Self.enrol("Tisch im Standesamt", .subscriber, [otherOffice], storage)
    }

    static func enrol(
        _ name: String, _ role: ClientRecord.Role, _ destinations: Set<ResourceID>, _ storage: SQLiteStorage
    ) async throws -> TestClient {
        let secret = ClientSecret()
        let record = ClientRecord(name: name, role: role, secret: secret.hash, destinations: destinations)
        try await storage.put(record)
        return TestClient(id: record.id, secret: secret.text)
    }

    func service(_ limits: ServiceLimits = ServiceLimits()) -> TownHallService {
        let clock = clock
        return TownHallService(storage: storage, signer: signer, limits: limits) { clock.now }
    }

    /// Seals to the office, by version 2.
    func seal(_ text: String) throws -> Data { try JWE.seal(Data(text.utf8), to: key) }

    func content(_ text: String = "{}") throws -> SubmissionContent {
        SubmissionContent(
            encryptedMetadata: String(decoding: try seal("{\"metadata\":1}"), as: UTF8.self),
            encryptedData: String(decoding: try seal(text), as: UTF8.self))
    }
}
