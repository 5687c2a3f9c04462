package import Hummingbird
internal import HummingbirdCore
internal import HummingbirdTLS
package import Logging
internal import NIOCore
internal import NIOSSL

extension DeskSite {
    /// Where the page is served.
    package struct Place: Sendable {
        let address: String
        let port: Int
        let names: [String]
        let identity: (certificate: String, privateKey: String)?

        /// Whether it is served over TLS.
        package var isSecure: Bool { identity != nil }

        /// What a browser is told.
        package func url(port: Int) -> String { "\(isSecure ? "https" : "http")://\(names[0]):\(port)" }

        /// On this machine alone, without TLS: nothing leaves the machine.
        /// - Parameter port: 0 for any that is free.
        /// - Returns: The place.
        package static func loopback(port: Int) -> Place {
            Place(address: "127.0.0.1", port: port, names: ["localhost", "127.0.0.1"], identity: nil)
        }

        /// For other machines, over TLS.
        /// - Parameters:
        ///   - address: To listen at.
        ///   - port: 0 for any that is free.
        ///   - name: The host's name, which is in the certificate.
        ///   - certificate: PEM.
        ///   - privateKey: PEM.
        /// - Returns: The place.
        package static func network(
            address: String, port: Int, name: String, certificate: String, privateKey: String
        ) -> Place {
            Place(address: address, port: port, names: [name.lowercased()], identity: (certificate, privateKey))
        }
    }

    /// Why the page is not served.
    package enum StartFault: Error, Hashable, Sendable, CustomStringConvertible {
        /// Certificate or key are none, or do not belong together.
        case certificate

        /// A sentence for administrators.
        package var description: String {
            "The page's certificate and its key cannot be used. Both must be PEM, and belong together."
        }
    }

    /// The page, to be run.
    /// - Parameters:
    ///   - place: Where.
    ///   - logger: Events and numbers only.
    ///   - whenReady: Told the port once connections are taken.
    /// - Returns: What `ServiceLifecycle` runs.
    /// - Throws: `StartFault`.
    package func server(
        at place: Place, logger: Logger, whenReady: @escaping @Sendable (Int) async -> Void
    ) throws(StartFault) -> some ApplicationProtocol {
        let http = HTTPServerBuilder.http1(
            configuration: .init(
                idleTimeout: .seconds(60),
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: 16_384, maxHeaderListSize: 32_768, maxHeaderFieldCount: 100)))
        let server: HTTPServerBuilder
        do { server = try place.identity.map { try Self.tls(http, $0) } ?? http } catch { throw .certificate }
        return Application(
            responder: responder(names: place.names), server: server,
            configuration: .init(
                address: .hostname(place.address, port: place.port), serverName: nil, reuseAddress: true,
                availableConnectionsDelegate: .maximum(256, logger: logger)),
            onServerRunning: { channel in await whenReady(channel.localAddress?.port ?? place.port) },
            logger: logger)
    }

    private static func tls(
        _ http: HTTPServerBuilder, _ identity: (certificate: String, privateKey: String)
    ) throws -> HTTPServerBuilder {
        let chain = try NIOSSLCertificate.fromPEMBytes(Array(identity.certificate.utf8))
        let key = try NIOSSLPrivateKey(bytes: Array(identity.privateKey.utf8), format: .pem)
        var tls = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
        tls.minimumTLSVersion = .tlsv12
        tls.applicationProtocols = ["http/1.1"]
        return try .tls(http, tlsConfiguration: tls)
    }

    /// The page as a responder to requests.
    /// - Parameter names: The hosts that it answers for.
    /// - Returns: The responder.
    package func responder(names: [String]) -> some HTTPResponder<BasicRequestContext> {
        CallbackResponder { request, context in await answer(request, names: names, logger: context.logger) }
    }
}
