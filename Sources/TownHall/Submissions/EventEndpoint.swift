import Foundation
import HTTPTypes
import Hummingbird
import Sealing
import SubmissionAPI

/// The events of a case: the service's own, signed when they are first asked for, and the subscriber's receipt.
struct EventEndpoint: Sendable {
    let service: TownHallService

    /// The submission of the path's case, where the client may see it.
    private func found(_ client: ClientRecord, _ context: ServiceContext) async throws -> SubmissionRecord {
        let id = try context.id("case", or: .noCase)
        guard let submission = try await service.storage.submission(case: id) else { throw Problem.noCase }
        let isVisible =
            switch client.role {
            case .sender: submission.client == client.id
            case .subscriber: client.destinations.contains(submission.destination) && submission.state != .announced
            }
        guard isVisible else { throw Problem.noCase }
        return submission
    }

    func list(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let submission = try await found(try await service.client(request), context)
        let offset = Int(try request.number("offset", in: 0...1_000_000_000, or: 0))
        let limit = Int(try request.number("limit", in: 1...Int64(EventPage.bound), or: Int64(EventPage.bound)))
        var (total, page) = try await service.storage.events(of: submission.id, offset: offset, limit: limit)
        if page.contains(where: { $0.token == nil }) {
            let tags = try await service.storage.tags(of: submission.id)
            var tokens: [Int: String] = [:]
            for event in page where event.token == nil {
                tokens[event.place] = try await service.signer.sign(
                    event, of: submission, tags: event.kind == .create ? nil : tags)
            }
            try await service.storage.keep(tokens: tokens, of: submission.id)
            // Another may have signed at the same time: what was kept first is said to all.
            (total, page) = try await service.storage.events(of: submission.id, offset: offset, limit: limit)
        }
        return try .json(EventPage(offset: offset, totalCount: total, eventLog: page.compactMap(\.token)))
    }

    /// The subscriber's receipt. It is looked at before it is kept: a receipt that its sender would not believe would leave
    /// the case waiting at the device for ever.
    func post(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let client = try await service.subscriber(request)
        let submission = try await found(client, context)
        let bound = service.limits.document
        try request.expectBody("application/jose", "application/secevent+jwt", bound: bound)
        let body = String(decoding: try await request.body(bound: bound), as: UTF8.self)
        let compact = body.trimmingCharacters(in: .whitespacesAndNewlines)
        guard let destination = try await service.storage.destination(submission.destination) else {
            throw Problem.noCase
        }
        var keys: [VerificationKey] = []
        for jwk in destination.keys {
            if let key = try? await service.verificationKeys.key(jwk) { keys.append(key) }
        }
        let expectation = SecurityEventToken.Expectation(
            events: [.accept, .reject], issuer: destination.id.description, submission: submission.id.uuid,
            case: submission.case.uuid)
        let verification = SecurityEventToken.verify(compact, with: keys, expecting: expectation, now: service.now())
        let event: SecurityEventToken
        switch verification {
        case .verified(let verified): event = verified
        case .refused(let reason):
            throw Problem.unprocessable("invalid-event", "Event not valid", reason.description)
        }
        let tags = try await service.storage.tags(of: submission.id)
        // A receipt names all ciphertexts; a refusal may have no use for some.
        guard event.authenticationTags == tags || (event.event == .reject && event.authenticationTags == nil) else {
            throw Problem.unprocessable("invalid-event", "Event not valid", TokenRefusal.otherTags.description)
        }
        switch try await service.storage.conclude(submission.id, event, token: compact) {
        case .kept, .repeated: return .empty(.noContent)
        case .other: throw Problem.conflict("The submission was concluded in the other way before.")
        case .refused, .incomplete: throw Problem.conflict("The submission has not been sent.")
        case .unknown: throw Problem.noCase
        }
    }
}
