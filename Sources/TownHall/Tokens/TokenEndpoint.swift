import Foundation
import HTTPTypes
import Hummingbird
import Logging
import SubmissionAPI

/// `POST /token`: a client shows its secret and gets a token.
/// Source: RFC 6749, 2.3.1 and 4.4.
struct TokenEndpoint: Sendable {
    let service: TownHallService

    private static let bound = 8192

    func token(_ request: Request, _ context: ServiceContext) async throws -> Response {
        guard request.headers[.authorization]?.prefix(6).lowercased() != "basic " else {
            throw Problem(
                "invalid-client", title: "Invalid client", status: 400,
                detail: "The secret belongs into the form, not into the header “Authorization”.")
        }
        try request.expectBody("application/x-www-form-urlencoded", bound: Self.bound)
        let form = Self.form(try await request.body(bound: Self.bound))
        guard form["grant_type"] == "client_credentials", let name = form["client_id"],
            let secret = form["client_secret"]
        else {
            throw Problem.malformed(
                "“grant_type” is not “client_credentials”, or the client's id or secret is missing.")
        }
        let client = try await ResourceID(name).asyncFlatMap { id in try await service.storage.client(id) }
        let now = service.now()
        guard let client, !client.isRevoked else { throw refusal(nil, now) }
        if client.secret.matches(secret) {
            // The new secret has arrived where it is needed.
            if client.previousSecret != nil { try await service.storage.retirePreviousSecret(of: client.id) }
        } else if client.previousSecret?.matches(secret) != true {
            context.logger.notice("token.refused", metadata: ["client": "\(client.id)"])
            throw refusal(client.id, now)
        }
        return try .json(service.tokens.token(for: client.id, now: now))
    }

    private func refusal(_ client: ResourceID?, _ now: Date) -> Problem {
        guard !service.wrongSecrets.count(for: client, now: now) else { return .tooManyRequests }
        return Problem(
            "invalid-client", title: "Invalid client", status: 401, detail: "The client is not known by this secret.")
    }

    /// The fields of a form; one that comes twice does not count.
    private static func form(_ body: Data) -> [String: String] {
        var fields: [String: String] = [:]
        for pair in String(decoding: body, as: UTF8.self).split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                .map { $0.replacing("+", with: " ").removingPercentEncoding }
            guard parts.count == 2, let name = parts[0], let value = parts[1] else { continue }
            fields[name] = fields[name] == nil ? value : ""
        }
        return fields
    }
}

extension Optional {
    fileprivate func asyncFlatMap<Result>(_ transform: (Wrapped) async throws -> Result?) async throws -> Result? {
        guard let self else { return nil }
        return try await transform(self)
    }
}
