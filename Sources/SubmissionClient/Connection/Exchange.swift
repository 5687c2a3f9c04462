internal import AsyncHTTPClient
internal import Foundation
internal import NIOCore
internal import NIOHTTP1
internal import NIOSSL

/// Sends requests and gets answers, over TLS and nothing else: no redirects, no proxy, no cookies, certificate checked.
struct Exchange: Sendable {
    let http: HTTPClient
    let limits: ClientLimits
    let tls: TLSConfiguration

    init(_ account: ServiceAccount, limits: ClientLimits) throws(ClientFault) {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.certificateVerification = .fullVerification
        tls.minimumTLSVersion = .tlsv12
        if let pem = account.authorities, !pem.isEmpty {
            guard let certificates = try? NIOSSLCertificate.fromPEMBytes(Array(pem.utf8)), !certificates.isEmpty else {
                throw ClientFault("The town hall's certificate authority is not a certificate in PEM.")
            }
            tls.trustRoots = .certificates(certificates)
        }
        // An own authority signs one server and is not asked whether it takes that back.
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: tls, redirectConfiguration: .disallow,
            timeout: .init(
                connect: .init(limits.connecting), read: .init(limits.silence), write: .init(limits.silence)),
            connectionPool: .init(
                idleTimeout: .seconds(50), concurrentHTTP1ConnectionsPerHostSoftLimit: limits.connections),
            proxy: nil, decompression: .disabled)
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.httpVersion = .http1Only
        configuration.tracing.tracer = nil
        self.http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        self.limits = limits
        self.tls = tls
    }

    /// Whether a request has been answered, and how.
    enum Result: Sendable {
        case answer(Answer)
        case unreachable(Unreachable)
    }

    /// Sends a request.
    /// - Throws: What the source of a streamed body throws.
    func send(_ call: Call, headers: [(String, String)]) async throws -> Result {
        let request = Self.request(call, headers: headers)
        do {
            let result = Result.answer(try await onLoop { try await answer(to: request, of: call) })
            await Self.leaveLoop()
            return result
        } catch let failure as SourceFailure {
            throw failure.reason
        } catch is AnswerTooLarge {
            return .answer(Answer(status: 0, type: nil, retryAfter: nil, asksForToken: false, body: Data()))
        } catch {
            let reason = Task.isCancelled ? .stopped : Unreachable(error)
            guard reason == .certificateUntrusted else { return .unreachable(reason) }
            return .unreachable(await CertificateQuestion(url: call.url, tls: tls).fault() ?? reason)
        }
    }

    /// Lets a body run on the event loop that carries what it asks for; where it runs on one already, on that.
    func onLoop<Value>(_ body: () async throws -> Value) async rethrows -> Value {
        try await withTaskExecutorPreference(LoopExecutor(loop: http.eventLoopGroup.any())) { try await body() }
    }

    /// Whoever did not begin on a loop does not go on there: what it does next may take long.
    @concurrent
    private static func leaveLoop() async {}

    private static func request(_ call: Call, headers: [(String, String)]) -> HTTPClientRequest {
        var request = HTTPClientRequest(url: call.url)
        request.method = call.method
        request.headers = HTTPHeaders(headers)
        switch call.body {
        case .none: break
        case .bytes(let bytes, _): request.body = .bytes(ByteBuffer(bytes: bytes))
        case .streamed(let content, _):
            request.body = .stream(PieceSequence(content: content), length: .known(Int64(content.byteCount)))
        }
        if let type = call.body.type { request.headers.replaceOrAdd(name: "content-type", value: type) }
        return request
    }

    private func answer(to request: HTTPClientRequest, of call: Call) async throws -> Answer {
        let wait = limits.whole(sending: call.body.byteCount, receiving: call.expected.bound)
        let end = NIODeadline.now() + TimeAmount(wait)
        // Holds until there are headers; what follows them is looked at piece by piece, each of which has to come in time.
        let response = try await http.execute(request, deadline: end)
        let status = Int(response.status.code)
        let bound = max(1024, call.expected.statuses.contains(status) ? call.expected.bound : Answer.problemBound)
        var body = Data()
        for try await piece in response.body {
            guard NIODeadline.now() < end else { throw HTTPClientError.deadlineExceeded }
            guard body.count + piece.readableBytes <= bound else {
                // A login page may be as long as it likes. It is none of ours either way.
                guard (500...599).contains(status) else { throw AnswerTooLarge() }
                body = Data()
                break
            }
            body.append(contentsOf: piece.readableBytesView)
        }
        let type = response.headers.first(name: "content-type")?.split(separator: ";").first
        return Answer(
            status: status, type: type.map { $0.trimmingCharacters(in: .whitespaces).lowercased() },
            retryAfter: response.headers.first(name: "retry-after").flatMap { Int($0) }.map { min(max($0, 0), 300) },
            asksForToken: response.headers.first(name: "www-authenticate")?.lowercased().hasPrefix("bearer") == true,
            body: body)
    }

    /// The answer is larger than one of the town hall's can be.
    private struct AnswerTooLarge: Error {}
}

extension TimeAmount {
    init(_ duration: Duration) {
        self = .nanoseconds(
            duration.components.seconds * 1_000_000_000 + duration.components.attoseconds / 1_000_000_000)
    }
}
