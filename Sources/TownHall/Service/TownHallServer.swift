package import Hummingbird
import HummingbirdCore
import HummingbirdTLS
package import Logging
import NIOCore
import NIOSSL

extension TownHallService {
    /// Why the service does not start.
    package enum StartFault: Error, Hashable, Sendable, CustomStringConvertible {
        /// Certificate or key are none, or do not belong together.
        case certificate

        /// A sentence for administrators.
        package var description: String {
            "The server's certificate and its key cannot be used. Take them from the backup, or make new ones."
        }
    }

    /// The service over TLS 1.2 and 1.3, HTTP/1.1.
    /// - Parameters:
    ///   - host: The address to listen at.
    ///   - port: 0 for any that is free.
    ///   - certificate: PEM.
    ///   - privateKey: PEM.
    ///   - logger: Events and numbers only.
    ///   - whenReady: Told the port once connections are taken.
    /// - Returns: What `ServiceLifecycle` runs.
    /// - Throws: `StartFault`.
    package func server(
        host: String, port: Int, certificate: String, privateKey: String, logger: Logger,
        whenReady: @escaping @Sendable (Int) async -> Void
    ) throws(StartFault) -> some ApplicationProtocol {
        let server: HTTPServerBuilder
        do {
            let chain = try NIOSSLCertificate.fromPEMBytes(Array(certificate.utf8))
            let key = try NIOSSLPrivateKey(bytes: Array(privateKey.utf8), format: .pem)
            var tls = TLSConfiguration.makeServerConfiguration(
                certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
            tls.minimumTLSVersion = .tlsv12
            tls.applicationProtocols = ["http/1.1"]
            let limits = limits
            let http1 = HTTPServerBuilder { responder in
                ConnectionLoop(
                    base: HTTP1Channel(
                        responder: responder,
                        configuration: .init(
                            additionalChannelHandlers: [RequestGuard(limits: limits)], idleTimeout: limits.idle,
                            httpDecoderConfiguration: .init(
                                maxHeaderFieldSize: 16_384, maxHeaderListSize: 32_768, maxHeaderFieldCount: 100))))
            }
            server = try .tls(http1, tlsConfiguration: tls)
        } catch {
            throw .certificate
        }
        return Application(
            responder: responder(), server: server,
            configuration: .init(
                address: .hostname(host, port: port), serverName: nil, backlog: 1024, reuseAddress: true,
                availableConnectionsDelegate: .maximum(limits.connections, logger: logger)),
            onServerRunning: { channel in await whenReady(channel.localAddress?.port ?? port) }, logger: logger)
    }
}
