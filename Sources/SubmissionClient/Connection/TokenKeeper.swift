internal import Foundation
internal import NIOHTTP1
internal import SubmissionAPI

/// Holds the access token, and gets a new one before it ends or when it is no longer taken; one request for all who wait.
/// Source: RFC 6749, 4.4; RFC 6750.
actor TokenKeeper {
    private let account: ServiceAccount
    private let exchange: Exchange
    private var token: (value: String, goodUntil: ContinuousClock.Instant)?
    private var request: Task<Outcome<AccessToken>, Never>?

    init(_ account: ServiceAccount, exchange: Exchange) {
        self.account = account
        self.exchange = exchange
    }

    /// A token that is good for a while.
    /// - Parameter refused: One that was not taken just now, if so.
    /// - Returns: It, or why there is none.
    func token(insteadOf refused: String? = nil) async -> Outcome<String> {
        if let token, token.value != refused, token.goodUntil > .now { return .done(token.value) }
        return (await fetch()).map(\.accessToken)
    }

    private func fetch() async -> Outcome<AccessToken> {
        if let request { return await request.value }
        // Not the caller's: one that is stopped must not take the token from all others.
        let request = Task { await self.ask() }
        self.request = request
        let outcome = await request.value
        self.request = nil
        if let answer = outcome.answer {
            let seconds = max(answer.expiresIn / 2, answer.expiresIn - 60)
            token = (answer.accessToken, .now + .seconds(seconds))
        }
        return outcome
    }

    private func ask() async -> Outcome<AccessToken> {
        let fields = [
            ("grant_type", "client_credentials"), ("client_id", account.clientID),
            ("client_secret", account.clientSecret),
        ]
        let form = fields.map { "\($0)=\(Self.escaped($1))" }.joined(separator: "&")
        let call = Call(
            method: .POST, url: account.tokenURL,
            body: .bytes(Data(form.utf8), type: "application/x-www-form-urlencoded"),
            expected: .json(200, bound: 65536))
        guard let result = try? await exchange.send(call, headers: [("accept", "application/json")]) else {
            return .unreachable(.stopped)
        }
        switch result {
        case .unreachable(let reason): return .unreachable(reason)
        case .answer(let answer):
            if Self.isRefusal(answer) { return .unauthorised }
            return answer.outcome(expecting: call.expected).map { body in
                guard let token = try? JSONDecoder().decode(AccessToken.self, from: body), token.expiresIn > 0,
                    token.tokenType.lowercased() == "bearer", Self.isToken(token.accessToken)
                else { return nil }
                return token
            }
        }
    }

    /// Other services say it in the words of the standard.
    /// Source: RFC 6749, 5.2.
    private static func isRefusal(_ answer: Answer) -> Bool {
        struct Refusal: Decodable { let error: String }
        guard [400, 401].contains(answer.status), answer.type == "application/json" else { return false }
        return ["invalid_client", "unauthorized_client", "invalid_grant"].contains(
            (try? JSONDecoder().decode(Refusal.self, from: answer.body))?.error)
    }

    private static func isToken(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 8192 && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }

    private static let unreserved = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")

    private static func escaped(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }
}
