internal import AsyncHTTPClient
internal import Foundation
internal import NIOHTTP1
package import SubmissionAPI

/// One client of the delivery service, strict about who answers and what.
///
/// Each call names the one answer that counts; all else is another `Outcome`. It keeps connections and a token, may be
/// called from many tasks at once, and must be closed.
package final class SubmissionClient: Sendable {
    let account: ServiceAccount
    let limits: ClientLimits
    private let version: APIVersion
    private let exchange: Exchange
    private let tokens: TokenKeeper

    /// Prepares a client; nothing is sent yet.
    /// - Throws: `ClientFault` where the authorities cannot be read.
    package init(
        _ account: ServiceAccount, version: APIVersion = .v2, limits: ClientLimits = ClientLimits()
    ) throws(ClientFault) {
        self.account = account
        self.limits = limits
        self.version = version
        exchange = try Exchange(account, limits: limits)
        tokens = TokenKeeper(account, exchange: exchange)
    }

    /// Ends all connections. Calls that come after are `unreachable`.
    package func close() async { try? await exchange.http.shutdown() }

    /// Lets a body that makes one call after another run where they are carried.
    package func near<Value>(_ body: () async throws -> Value) async rethrows -> Value {
        try await exchange.onLoop(body)
    }

    func url(_ route: SubmissionRoute, query: String = "") -> String {
        account.submissionURL + route.path(version) + query
    }

    func url(_ route: DeviceRoute, query: String = "") -> String { account.deviceURL + route.path + query }

    /// Makes a call with a token; where that is not taken, once more with a new one.
    /// - Throws: What the source of a streamed body throws.
    func perform(_ call: Call) async throws -> Outcome<Data> {
        var refused: String?
        while true {
            let token: String
            switch await tokens.token(insteadOf: refused) {
            case .done(let value): token = value
            case let other: return other.map { _ in nil }
            }
            let headers = [
                ("authorization", "Bearer " + token), ("accept", call.expected.type ?? Problem.mediaType),
            ]
            switch try await exchange.send(call, headers: headers) {
            case .unreachable(let reason): return .unreachable(reason)
            case .answer(let answer):
                let outcome = answer.outcome(expecting: call.expected)
                guard answer.status == 401, case .unauthorised = outcome, refused == nil else { return outcome }
                refused = token
            }
        }
    }

    /// Makes a call whose body is no stream.
    func ask(_ call: Call) async -> Outcome<Data> {
        do {
            return try await perform(call)
        } catch {
            // Only streams throw.
            return .unreachable(.stopped)
        }
    }

    /// Makes a call whose answer is JSON of one shape.
    func ask<Shape: Decodable & Sendable>(_ type: Shape.Type, _ call: Call) async -> Outcome<Shape> {
        await ask(call).map { try? JSONDecoder().decode(type, from: $0) }
    }

    func get<Shape: Decodable & Sendable>(_ type: Shape.Type, _ url: String, bound: Int = 1 << 20) async
        -> Outcome<Shape>
    {
        await ask(type, Call(method: .GET, url: url, expected: .json(200, bound: bound)))
    }

    static func json(_ value: some Encodable) -> Call.Body {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Our own wire types are strings and ids, which always can be written.
        return .bytes((try? encoder.encode(value)) ?? Data(), type: "application/json")
    }
}
