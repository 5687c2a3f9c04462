import ArgumentParser
import Foundation
import Glibc
import Logging
import Sealing
import Secrets
import ServiceLifecycle
import TownHall
import UnixSignals

/// Runs the delivery service.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Runs the delivery service until it is told to stop (SIGTERM, SIGINT).")

    @Option(help: "The town hall's directory.") var dir: String
    @Option(help: "The port to listen on; that of serve.json where none is given, 0 for any that is free.")
    var port: Int?
    @Option(help: "The address to listen at.") var host = "0.0.0.0"

    func run() async throws {
        Self.allowManyConnections()
        let directory = ServeDirectory(in: dir)
        let configuration = try directory.readConfiguration()
        let lock = try directory.lock()
        defer { lock.release() }
        let storage = try SQLiteStorage.open(at: directory.database)
        try await storage.discardUploads()
        let key = try await SigningKey(der: try directory.readSigningKey())
        var limits = ServiceLimits()
        if let bytes = configuration.attachmentBytes { limits.attachment = bytes }
        var logger = Logger(label: "rathaus", factory: { StreamLogHandler.standardError(label: $0) })
        logger.logLevel = .notice
        let service = TownHallService(
            storage: storage, signer: ServiceSigner(key: key, issuer: configuration.address), limits: limits)
        let name = configuration.host
        let server = try service.server(
            host: host, port: port ?? configuration.port, certificate: try directory.read(directory.certificate),
            privateKey: try directory.read(directory.certificateKey), logger: logger
        ) { port in
            print("listening on https://\(name):\(port)")
            fflush(nil)
        }
        let group = ServiceGroup(
            configuration: .init(
                services: [server, Housekeeping(service: service, logger: logger)],
                gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        try await group.run()
        storage.close()
    }

    /// Each connection is a file: as many as the system allows.
    private static func allowManyConnections() {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        limit.rlim_cur = limit.rlim_max
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
}

/// Throws away, once an hour, what was announced and never sent.
private struct Housekeeping: Service {
    let service: TownHallService
    let logger: Logger

    func run() async throws {
        while !Task.isShuttingDownGracefully {
            do {
                let count = try await service.expire()
                if count > 0 { logger.notice("submissions.expired", metadata: ["count": "\(count)"]) }
            } catch {
                logger.error("submissions.expiry_failed", metadata: ["error": "\(error)"])
            }
            try? await cancelWhenGracefulShutdown { try await Task.sleep(for: .seconds(3600)) }
        }
    }
}
