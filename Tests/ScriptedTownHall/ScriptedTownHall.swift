package import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
package import Sealing
import SubmissionAPI
import Synchronization

/// A town hall over TLS on this machine that does what the script says, and otherwise what it should.
package final class ScriptedTownHall: Sendable {
    /// What happens to each request.
    package typealias Script = @Sendable (Arrival) -> Behaviour
    /// What the office answers to a submission that has arrived whole: signed tokens.
    package typealias Office = @Sendable (HallState.Record, TownHallKeys) throws -> [String]

    struct Inner: Sendable {
        var state = HallState()
        var script: Script = { _ in .honest }
        var office: Office = { try [ScriptedTownHall.receipt(.accept, for: $0, signedWith: $1.office)] }
        var counts: [RequestKind: Int] = [:]
        var arrivals: [Arrival] = []
        var faults = 0
        var isOpen = true
        var lastAnswers: [RequestKind: [UInt8]] = [:]
    }

    package let keys: TownHallKeys
    package let certificates: ServerCertificates
    package let port: Int
    let inner: Mutex<Inner>
    private let group: MultiThreadedEventLoopGroup
    private let channel: any Channel

    private init(
        keys: TownHallKeys, certificates: ServerCertificates, inner: Inner, port: Int
    ) async throws {
        self.keys = keys
        self.certificates = certificates
        self.inner = Mutex(inner)
        group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let context = try NIOSSLContext(
            configuration: .makeServerConfiguration(
                certificateChain: NIOSSLCertificate.fromPEMBytes(Array(certificates.chain.utf8)).map {
                    .certificate($0)
                },
                privateKey: .privateKey(NIOSSLPrivateKey(bytes: Array(certificates.privateKey.utf8), format: .pem))))
        let reception = Reception()
        channel = try await ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 256)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let pipeline = channel.pipeline.syncOperations
                    try pipeline.addHandler(NIOSSLServerHandler(context: context))
                    try pipeline.addHandler(
                        ByteToMessageHandler(HTTPRequestDecoder(leftOverBytesStrategy: .dropBytes)))
                    try pipeline.addHandler(RequestHandler(reception))
                }
            }.bind(host: "127.0.0.1", port: port).get()
        self.port = channel.localAddress?.port ?? 0
        reception.hall.withLock { $0 = Reception.Reference(hall: self) }
    }

    /// Opens it, under the port of a town hall that was closed or any other.
    package static func open(
        keys: TownHallKeys, certificates: ServerCertificates, port: Int = 0, state: HallState? = nil
    ) async throws -> ScriptedTownHall {
        var inner = Inner()
        if let state { inner.state = state }
        return try await ScriptedTownHall(keys: keys, certificates: certificates, inner: inner, port: port)
    }

    /// Opens it for a test, and closes it.
    package static func with<Result>(
        _ fault: ServerCertificates.Fault = .none, _ body: (ScriptedTownHall) async throws -> Result
    ) async throws -> Result {
        let hall = try await open(keys: TownHallKeys(), certificates: ServerCertificates(fault))
        do {
            let result = try await body(hall)
            await hall.close()
            return result
        } catch {
            await hall.close()
            throw error
        }
    }

    /// Ends it with all connections.
    package func close() async {
        let wasOpen = inner.withLock { inner in
            defer { inner.isOpen = false }
            return inner.isOpen
        }
        // An event loop that is ended twice waits for itself.
        guard wasOpen else { return }
        try? await channel.close()
        try? await group.shutdownGracefully()
    }

    /// What it knows; a change takes effect at once.
    package var state: HallState {
        get { inner.withLock(\.state) }
        set { inner.withLock { $0.state = newValue } }
    }

    /// Changes what it knows, in one piece.
    package func change(_ body: (inout HallState) -> Void) { inner.withLock { body(&$0.state) } }

    /// What happens from now on.
    package func follow(_ script: @escaping Script) { inner.withLock { $0.script = script } }

    /// What the office answers from now on, to submissions that have no answer yet.
    package func answer(_ office: @escaping Office) { inner.withLock { $0.office = office } }

    /// What was asked, in order.
    package var arrivals: [Arrival] { inner.withLock(\.arrivals) }

    /// How often something else than the honest thing was done.
    package var faults: Int { inner.withLock(\.faults) }

    /// A token about a submission.
    package static func receipt(
        _ event: SecurityEventToken.Event, for record: HallState.Record, tags: AuthenticationTags? = nil,
        issuer: String? = nil, submission: UUID? = nil, signedWith key: borrowing SigningKey
    ) throws -> String {
        try SecurityEventToken(
            issuer: issuer ?? record.destination.description, issuedAt: Date(),
            submission: submission ?? record.submission.uuid, case: record.case.uuid, event: event,
            authenticationTags: tags ?? record.authenticationTags
        ).signed(with: key)
    }
}

/// Where requests go: the hall itself, once it stands.
final class Reception: Sendable {
    struct Reference: Sendable { weak var hall: ScriptedTownHall? }

    let hall = Mutex(Reference())
}
