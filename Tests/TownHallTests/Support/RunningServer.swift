import Foundation
import Hummingbird
import Logging
import TownHall

/// The service over TLS, in this process, on a port that is free.
enum RunningServer {
    static func with<Result: Sendable>(
        _ hall: TestTownHall, _ limits: ServiceLimits = ServiceLimits(),
        _ body: @escaping @Sendable (Int) async throws -> Result
    ) async throws -> Result {
        let (ports, told) = AsyncStream.makeStream(of: Int.self)
        let place = ServeDirectory(in: hall.directory)
        let service = TownHallService(storage: hall.storage, signer: hall.signer, limits: limits)
        let server = try service.server(
            host: "localhost", port: 0, certificate: try place.read(place.certificate),
            privateKey: try place.read(place.certificateKey),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        ) { port in told.yield(port) }
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run() }
            guard let port = await ports.first(where: { _ in true }) else { throw CocoaError(.featureUnsupported) }
            defer { group.cancelAll() }
            return try await body(port)
        }
    }
}
