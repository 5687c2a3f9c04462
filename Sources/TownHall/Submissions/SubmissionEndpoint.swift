import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import SubmissionAPI

/// Submissions: announced and sent by senders, fetched by subscribers.
struct SubmissionEndpoint: Sendable {
    let service: TownHallService
    let version: APIVersion

    func announce(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let client = try await service.sender(request)
        let announcement = try await request.json(Announcement.self, bound: ServiceLimits.announcementBound)
        let said: PublicService? = version == .v2 ? announcement.publicService : announcement.serviceType
        let name = version == .v2 ? "publicService" : "serviceType"
        guard let said else { throw Problem.malformed("“\(name)” is missing.") }
        guard said.isWellFormed else {
            throw Problem.malformed("“\(name).identifier” is not urn:de:fim:leika:leistung: and 14 digits.")
        }
        let attachments = announcement.announcedAttachments
        guard attachments.count <= Announcement.attachmentBound else {
            throw Problem.malformed("More than \(Announcement.attachmentBound) attachments are announced.")
        }
        guard Set(attachments).count == attachments.count else {
            throw Problem.malformed("“announcedAttachments” names one attachment twice.")
        }
        try await check(destination: announcement.destinationId, service: said)
        let submission = SubmissionRecord(
            destination: announcement.destinationId, client: client.id, service: said, attachments: attachments,
            announcedAt: service.seconds)
        try await service.storage.announce(submission)
        return try .json(Announced(submissionId: submission.id, caseId: submission.case), status: .created)
    }

    private func check(destination id: ResourceID, service said: PublicService) async throws {
        guard let destination = try await service.storage.destination(id) else {
            throw Problem.unprocessable(
                "destination-not-found", "Destination not found", "There is no destination of this name.")
        }
        guard destination.status == .active else {
            throw Problem.unprocessable(
                "destination-state-invalid", "Destination not active", "The destination takes nothing at the moment.")
        }
        let taken = destination.services.map(\.identifier)
        guard taken.isEmpty || taken.contains(said.identifier) else {
            throw Problem.unprocessable(
                "service-not-offered", "Service not offered", "The destination does not offer this service.")
        }
    }

    /// The sender's own submission of the path.
    private func own(_ client: ClientRecord, _ context: ServiceContext) async throws -> SubmissionRecord {
        let id = try context.id("submission", or: .noSubmission)
        guard let submission = try await service.storage.submission(id), submission.client == client.id else {
            throw Problem.noSubmission
        }
        return submission
    }

    /// The submission of the path, where it waits at one of the subscriber's destinations.
    private func waiting(_ client: ClientRecord, _ context: ServiceContext) async throws -> SubmissionRecord {
        let id = try context.id("submission", or: .noSubmission)
        guard let submission = try await service.storage.submission(id),
            client.destinations.contains(submission.destination), submission.state == .submitted
        else { throw Problem.noSubmission }
        return submission
    }

    func submit(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let client = try await service.sender(request)
        let submission = try await own(client, context)
        let content = try await request.json(SubmissionContent.self, bound: service.limits.content)
        let (keeping, now) = try await service.storage.submit(
            submission.id, try record(of: content), at: service.seconds)
        switch keeping {
        case .kept, .repeated: break
        case .other, .refused: throw Problem.conflict("Other contents were sent for this submission before.")
        case .incomplete(let count):
            throw Problem.unprocessable(
                "incomplete-attachments", "Attachments are missing",
                "\(count) of the announced attachments have not been sent.")
        case .unknown: throw Problem.noSubmission
        }
        guard let now else { throw Problem.noSubmission }
        return try .json(Self.entry(now))
    }

    private func record(of content: SubmissionContent) throws(Problem) -> ContentRecord {
        do {
            let metadata = try CiphertextScan.record(of: content.encryptedMetadata, version)
            let data = try CiphertextScan.record(of: content.encryptedData, version)
            return ContentRecord(
                content: content, hash: Data(SHA256.hash(data: metadata.hash + data.hash)), metadataTag: metadata.tag,
                dataTag: data.tag)
        } catch {
            throw .notSealed(error.sentence)
        }
    }

    private static func entry(_ submission: SubmissionRecord) -> SubmissionEntry {
        SubmissionEntry(
            destinationId: submission.destination, submissionId: submission.id, caseId: submission.case,
            submittedAt: submission.submittedAt.map {
                Date(timeIntervalSince1970: TimeInterval($0)).formatted(.iso8601)
            })
    }

    func list(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let client = try await service.subscriber(request)
        var destinations = client.destinations
        if let text = request.uri.queryParameters.get("destinationId") {
            guard let id = ResourceID(text) else { throw Problem.malformed("“destinationId” is not a UUID.") }
            guard destinations.contains(id) else { throw Problem.noDestination }
            destinations = [id]
        }
        let offset = Int(try request.number("offset", in: 0...1_000_000_000, or: 0))
        let limit = Int(try request.number("limit", in: 1...Int64(SubmissionPage.bound), or: 100))
        let (total, page) = try await service.storage.waiting(for: destinations, offset: offset, limit: limit)
        return try .json(SubmissionPage(offset: offset, totalCount: total, submissions: page.map(Self.entry)))
    }

    func get(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let submission = try await waiting(try await service.subscriber(request), context)
        guard let content = try await service.storage.content(of: submission.id) else { throw Problem.noSubmission }
        return try .json(
            Submission(
                version, submissionId: submission.id, caseId: submission.case, destinationId: submission.destination,
                service: submission.service, attachments: submission.attachments,
                encryptedMetadata: content.encryptedMetadata, encryptedData: content.encryptedData))
    }

    func putAttachment(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let submission = try await own(try await service.sender(request), context)
        let attachment = try context.id("attachment", or: .noAttachment)
        guard submission.attachments.contains(attachment) else { throw Problem.noAttachment }
        let bound = service.limits.sealedAttachment
        try request.expectBody("application/jose", bound: bound)
        let upload = AttachmentUpload(storage: service.storage, version: version, bound: bound)
        switch try await upload.receive(
            request.body, saying: request.headers[.contentLength].flatMap { Int($0) }, as: attachment,
            of: submission.id)
        {
        case .kept, .repeated: return .empty(.noContent)
        case .other: throw Problem.conflict("Other contents were sent for this attachment before.")
        case .refused, .incomplete: throw Problem.conflict("The submission was sent already.")
        case .unknown: throw Problem.noSubmission
        }
    }

    func getAttachment(_ request: Request, _ context: ServiceContext) async throws -> Response {
        let submission = try await waiting(try await service.subscriber(request), context)
        let id = try context.id("attachment", or: .noAttachment)
        let storage = service.storage
        guard let (record, upload) = try await storage.attachment(id, of: submission.id) else {
            throw Problem.noAttachment
        }
        let body = ResponseBody(contentLength: record.length) { writer in
            var (place, count) = (0, 0)
            while count < record.length {
                // Deleted while it was being read: the connection ends, and the next request gets 404.
                guard let piece = try await storage.piece(place, of: upload) else { throw Problem.noAttachment }
                try await writer.write(ByteBuffer(bytes: piece))
                place += 1
                count += piece.count
            }
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: [.contentType: "application/jose"], body: body)
    }
}
