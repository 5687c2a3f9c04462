import Foundation
import Glibc
import Sealing
import SubmissionAPI
import SubmissionClient

/// A town hall that `rathaus init` made on the disk that the benchmarks run on.
struct BenchmarkTown {
    /// The office that cases are sent to, and a service that it offers.
    static let office = "steueramt"
    static let service = "urn:de:fim:leika:leistung:99102013104000"

    let path: String
    var directory: String { path + "/town" }

    /// Makes one, lends it, and removes it.
    static func with<Result>(_ body: (BenchmarkTown) async throws -> Result) async throws -> Result {
        let path = FileManager.default.currentDirectoryPath + "/.build/bench-town-\(getpid())"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try await body(try BenchmarkTown(path: path))
    }

    private init(path: String) throws {
        self.path = path
        _ = try Beside.run(
            "rathaus",
            [
                "init", "--dir", path + "/town", "--office", Self.office, "--host", "localhost", "--port",
                "\(try Self.freePort())", "--config", "Config",
            ])
    }

    /// A port of the loopback that was free a moment ago.
    private static func freePort() throws -> Int {
        let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, length) == 0 && getsockname(socket, $0, &length) == 0
            }
        }
        guard isBound else { throw Failed("there is no free port on the loopback") }
        return Int(UInt16(bigEndian: address.sin_port))
    }

    /// The delivery service, listening.
    func serve() async throws -> Beside {
        let service = try Beside(
            "rathaus", ["serve", "--dir", directory, "--host", "127.0.0.1"], log: path + "/serve.log")
        try await service.wait(for: "listening on")
        return service
    }

    /// What a sender is given.
    func enrol(_ name: String) throws -> EnrolmentBundle {
        try EnrolmentBundle(
            json: Data(Beside.run("rathaus", ["enrol", "--dir", directory, "--name", name]).utf8))
    }

    /// A client with as many connections as there are senders.
    static func client(_ bundle: EnrolmentBundle, connections: Int) throws -> SubmissionClient {
        var limits = ClientLimits()
        limits.connections = connections
        return try SubmissionClient(
            ServiceAccount(
                tokenURL: bundle.tokenUrl, submissionURL: bundle.submissionApiUrl, mailbox: bundle.mailbox,
                clientID: bundle.clientId, clientSecret: bundle.clientSecret, authorities: bundle.caCertificate),
            limits: limits)
    }
}

/// A submission with one attachment of 50 kB, sealed once and sent again and again under new names.
struct Parcel: Sendable {
    let destination: ResourceID
    private let attachment: Data
    private let content: SubmissionContent

    /// A parcel that was delivered, and what its receipt has to say.
    struct Delivered: Sendable {
        let ids: Announced
        let tags: AuthenticationTags
    }

    /// Seals to a key of its own: the delivery service opens nothing.
    init(_ bundle: EnrolmentBundle) throws {
        guard let id = ResourceID(bundle.destinationId) else { throw Failed("the destination is no UUID") }
        destination = id
        let key = try DecryptionKey().publicKey
        attachment = try JWE.seal(Data((0..<50_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }), to: key)
        func part(_ bytes: Int) throws -> String {
            String(decoding: try JWE.seal(Data(repeating: 65, count: bytes), to: key), as: UTF8.self)
        }
        content = SubmissionContent(encryptedMetadata: try part(1000), encryptedData: try part(2000))
    }

    /// Creates, attaches and sends.
    /// - Returns: What was delivered; a word where something else than success was answered.
    func deliver(with client: SubmissionClient) async throws -> Result<Delivered, Refusal> {
        let id = ResourceID()
        let created = await client.create(
            Announcement(
                destinationId: destination, announcedAttachments: [id],
                publicService: PublicService(identifier: BenchmarkTown.service)))
        guard let announced = created.answer else { return .failure(Refusal(word: "create: \(created.word)")) }
        let attachment = attachment
        let put = try await client.put(
            attachment: id, of: announced.submissionId,
            StreamedContent(byteCount: attachment.count) {
                var rest: Data? = attachment
                return {
                    defer { rest = nil }
                    return rest
                }
            })
        guard put.answer != nil else { return .failure(Refusal(word: "attachment: \(put.word)")) }
        let sent = await client.send(content, as: announced.submissionId)
        guard sent.answer != nil else { return .failure(Refusal(word: "send: \(sent.word)")) }
        return .success(
            Delivered(
                ids: announced,
                tags: AuthenticationTags(
                    metadata: Self.tag(content.encryptedMetadata), data: Self.tag(content.encryptedData),
                    attachments: [id.description: AuthenticationTags.tag(of: attachment)])))
    }

    private static func tag(_ part: String) -> String {
        AuthenticationTags.tag(of: Data(part.utf8))
    }

    struct Refusal: Error { let word: String }
}
