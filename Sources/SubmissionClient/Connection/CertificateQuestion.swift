internal import Foundation
internal import NIOCore
internal import NIOPosix
internal import NIOSSL

/// Why a certificate was not taken: the TLS library only says that it was not. Connects once more, looks at the time of the
/// certificate that is shown, and hangs up before anything is said. What it finds is a hint for staff.
struct CertificateQuestion: Sendable {
    let url: String
    let tls: TLSConfiguration

    private struct Validity: Sendable {
        let begin: Date
        let end: Date
    }

    /// The fault, where it is one of time.
    func fault(now: Date = Date()) async -> Unreachable? {
        guard let validity = try? await validity() else { return nil }
        if now >= validity.end { return .certificateExpired }
        return now < validity.begin ? .certificateNotYetValid : nil
    }

    private func validity() async throws -> Validity? {
        guard let parts = URLComponents(string: url), let name = parts.host else { return nil }
        let host = name.trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
        let context = try NIOSSLContext(configuration: tls)
        let group = MultiThreadedEventLoopGroup.singleton
        let shown = group.any().makePromise(of: Validity?.self)
        let isAddress = (try? SocketAddress(ipAddress: host, port: 0)) != nil
        let bootstrap = ClientBootstrap(group: group).connectTimeout(.seconds(5)).channelInitializer { channel in
            channel.eventLoop.makeCompletedFuture {
                let handler = try NIOSSLClientHandler(
                    context: context, serverHostname: isAddress ? nil : host,
                    customVerificationCallback: { certificates, verdict in
                        shown.succeed(
                            certificates.first.map {
                                Validity(
                                    begin: Date(timeIntervalSince1970: TimeInterval($0.notValidBefore)),
                                    end: Date(timeIntervalSince1970: TimeInterval($0.notValidAfter)))
                            })
                        verdict.succeed(.failed)
                    })
                try channel.pipeline.syncOperations.addHandler(handler)
            }
        }
        do {
            let channel = try await bootstrap.connect(host: host, port: parts.port ?? 443).get()
            let late = channel.eventLoop.scheduleTask(in: .seconds(5)) { channel.close(promise: nil) }
            channel.closeFuture.whenComplete { _ in
                late.cancel()
                shown.succeed(nil)
            }
        } catch {
            shown.succeed(nil)
        }
        return try await shown.futureResult.get()
    }
}
