import HTTPTypes
import Hummingbird
import SubmissionAPI

/// What devices and desks of this system say to the service beside the submission interface.
struct DeviceEndpoint: Sendable {
    let service: TownHallService

    func status(_ request: Request, _ context: ServiceContext) async throws -> Response {
        _ = try await service.client(request)
        return try .json(ServiceStatus(epoch: try await service.storage.epoch(), time: service.seconds))
    }

    func messages(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let client = try await service.sender(request)
        let after = try request.number("after", in: 0...Int64.max, or: 0)
        let limit = Int(try request.number("limit", in: 1...Int64(MailboxPage.bound), or: Int64(MailboxPage.bound)))
        guard let device = client.device else { return try .json(MailboxPage(messages: [])) }
        let messages = try await service.storage.messages(
            for: device.thumbprint, after: after, limit: limit, bytes: service.limits.message)
        return try .json(MailboxPage(messages: messages))
    }

    func delete(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let client = try await service.sender(request)
        let message = try context.id("message", or: .noRoute)
        if let device = client.device {
            try await service.storage.delete(message: message, of: device.thumbprint)
        }
        return .empty(.noContent)
    }

    func destinationKeys(_ request: Request, _ context: ServiceContext) async throws -> Response {
        _ = try await service.client(request)
        let keys = try await service.storage.destinations().flatMap(\.signedKeys)
        return try .json(SignedKeys(destinationKeys: keys))
    }

    func device(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let client = try await service.subscriber(request)
        let id = try context.id("case", or: .noCase)
        guard let submission = try await service.storage.submission(case: id),
            client.destinations.contains(submission.destination), submission.state != .announced
        else { throw Problem.noCase }
        guard let sender = try await service.storage.client(submission.client), !sender.isRevoked,
            let device = sender.device
        else { throw Problem.noDevice }
        return try .json(CaseDevice(certificate: device.certificate))
    }

    func post(_ request: Request, _ context: ServiceContext) async throws -> Response {
        _ = try await service.subscriber(request)
        let message = try context.id("message", or: .noRoute)
        guard let device = context.parameters.get("device") else { throw Problem.noDevice }
        try request.expectBody("application/jose", bound: service.limits.message)
        let sealed = try await request.body(bound: service.limits.message)
        do {
            _ = try CiphertextScan.record(of: String(decoding: sealed, as: UTF8.self), .v2)
        } catch {
            throw Problem.notSealed(error.sentence)
        }
        switch try await service.storage.put(message: message, sealed: sealed, for: device) {
        case .kept: return .empty(.created)
        case .repeated: return .empty(.ok)
        case .other, .refused, .incomplete: throw Problem.conflict("Another message has this name.")
        case .unknown: throw Problem.noDevice
        }
    }
}
