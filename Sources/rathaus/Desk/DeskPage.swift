import ArgumentParser
import ClerkDesk
import DeskWeb
import Foundation
import Glibc
import Logging
import Secrets
import ServiceLifecycle

/// Where `rathaus desk run` serves the clerks' page.
struct DeskPageOptions: ParsableArguments {
    @Option(help: "The clerks' page: its port on this machine; 0 for any that is free.")
    var webPort: Int?

    @Option(
        help: "For other machines: the host's name, which is in the certificate. Needs --web-certificate and --web-key."
    )
    var webHost: String?

    @Option(help: "The page's certificate, PEM.")
    var webCertificate: String?

    @Option(help: "The certificate's private key, PEM, its owner's alone.")
    var webKey: String?

    /// Where it is served; nothing where nobody asked for it.
    func place() throws -> DeskSite.Place? {
        guard let webHost else {
            guard webCertificate == nil, webKey == nil else {
                throw Refused("A certificate is for other machines: say --web-host too.")
            }
            return webPort.map(DeskSite.Place.loopback)
        }
        guard let webCertificate, let webKey else {
            throw Refused(
                "The clerks' page is served to other machines over TLS alone. Give --web-certificate and --web-key.")
        }
        let certificate = try SecretFile.read(webCertificate, isOpen: true)
        let key = try SecretFile.read(webKey)
        return .network(
            address: "0.0.0.0", port: webPort ?? 8443, name: webHost,
            certificate: certificate.withUnsafeBytes { String(decoding: $0, as: UTF8.self) },
            privateKey: key.withUnsafeBytes { String(decoding: $0, as: UTF8.self) })
    }
}

/// Reads the words of all cases for the search, then rests.
struct WordReading: Service {
    let site: DeskSite
    let logger: Logger

    func run() async throws {
        do {
            try await cancelWhenGracefulShutdown { try await site.readWords() }
        } catch is CancellationError {
            return
        } catch {
            logger.error("words.failed", metadata: ["reason": "\(error)"])
        }
        try await gracefulShutdown()
    }
}
