import Foundation
package import Sealing
package import SubmissionAPI

/// What the scripted town hall knows: the honest part of it.
package struct HallState: Sendable {
    /// A submission.
    package struct Record: Sendable {
        package let submission: ResourceID
        package let `case`: ResourceID
        package let destination: ResourceID
        let announced: Set<ResourceID>
        package fileprivate(set) var tags: [String: String] = [:]
        package fileprivate(set) var metadataTag = ""
        package fileprivate(set) var dataTag = ""
        package fileprivate(set) var isSent = false
        fileprivate var bodies: [ResourceID: Int] = [:]
        fileprivate var body: Data?
        /// Signed once.
        package fileprivate(set) var answers: [String]?

        /// As a backup has it that was made when it was announced.
        package var emptied: Record {
            Record(submission: submission, case: `case`, destination: destination, announced: announced)
        }

        /// As the office repeats them.
        package var authenticationTags: AuthenticationTags {
            AuthenticationTags(metadata: metadataTag, data: dataTag, attachments: tags)
        }
    }

    /// Knows nothing yet.
    package init() {}

    package var records: [ResourceID: Record] = [:]
    package var epoch = ResourceID()
    package var tokens: Set<String> = []
    /// Oldest first.
    package var messages: [MailboxPage.Entry] = []
    package var destinationKeys: [String] = []
    package var isRevoked = false
    /// How many tokens were given out.
    package var tokensGiven = 0

    struct Reply {
        let status: Int
        var type: String?
        var body = Data()

        static func json(_ status: Int, _ value: some Encodable) -> Reply {
            Reply(status: status, type: "application/json", body: (try? JSONEncoder().encode(value)) ?? Data())
        }

        static func problem(_ status: Int, _ name: String) -> Reply {
            let problem = Problem(name, title: name, status: status)
            return Reply(
                status: status, type: Problem.mediaType, body: (try? JSONEncoder().encode(problem)) ?? Data())
        }
    }

    struct Request {
        let kind: RequestKind
        let path: String
        let query: [String: String]
        let authorization: String?
        let body: Data

        var parts: [String] { path.split(separator: "/").map(String.init) }
    }

    /// How many submissions hold each ciphertext, whole.
    package var copies: [String: Int] {
        records.values.filter(\.isSent).reduce(into: [:]) { $0[$1.metadataTag, default: 0] += 1 }
    }

    mutating func handle(_ request: Request, answers: (Record) throws -> [String]) -> Reply {
        if request.kind == .token {
            guard !isRevoked else { return .problem(401, "unauthorised") }
            let token = UUID().uuidString
            tokens.insert(token)
            tokensGiven += 1
            return .json(200, AccessToken(token))
        }
        guard let authorization = request.authorization, authorization.hasPrefix("Bearer "), !isRevoked,
            tokens.contains(String(authorization.dropFirst(7)))
        else { return .problem(401, "unauthorised") }
        switch request.kind {
        case .status: return .json(200, ServiceStatus(epoch: epoch, time: Int64(Date().timeIntervalSince1970)))
        case .messages:
            let after = Int64(request.query["after"] ?? "") ?? 0
            let limit = Int(request.query["limit"] ?? "") ?? 100
            return .json(200, MailboxPage(messages: Array(messages.filter { $0.sequence > after }.prefix(limit))))
        case .deleteMessage:
            messages.removeAll { $0.id.description == request.parts.last }
            return Reply(status: 204)
        case .destinationKeys: return .json(200, SignedKeys(destinationKeys: destinationKeys))
        case .create: return create(request)
        case .attachment: return attachment(request)
        case .send: return send(request)
        case .events: return events(request, answers: answers)
        case .token, .other: return .problem(404, "not-found")
        }
    }

    private mutating func create(_ request: Request) -> Reply {
        guard let announcement = try? JSONDecoder().decode(Announcement.self, from: request.body),
            announcement.service?.isWellFormed == true
        else { return .problem(422, "schema-violation") }
        let record = Record(
            submission: ResourceID(), case: ResourceID(), destination: announcement.destinationId,
            announced: Set(announcement.announcedAttachments))
        records[record.submission] = record
        return .json(201, Announced(submissionId: record.submission, caseId: record.case))
    }

    private mutating func attachment(_ request: Request) -> Reply {
        guard let submission = ResourceID(request.parts[2]), var record = records[submission],
            let id = ResourceID(request.parts[4]), record.announced.contains(id)
        else { return .problem(404, "submission-not-found") }
        if let before = record.bodies[id] {
            return before == request.body.hashValue ? Reply(status: 204) : .problem(409, "conflict")
        }
        record.bodies[id] = request.body.hashValue
        record.tags[id.description] = AuthenticationTags.tag(of: request.body)
        records[submission] = record
        return Reply(status: 204)
    }

    private mutating func send(_ request: Request) -> Reply {
        guard let submission = ResourceID(request.parts[2]), var record = records[submission] else {
            return .problem(404, "submission-not-found")
        }
        guard let content = try? JSONDecoder().decode(SubmissionContent.self, from: request.body) else {
            return .problem(400, "malformed")
        }
        guard record.announced == Set(record.bodies.keys) else { return .problem(422, "attachments-missing") }
        if let body = record.body, body != request.body { return .problem(409, "conflict") }
        record.body = request.body
        record.metadataTag = AuthenticationTags.tag(of: Data(content.encryptedMetadata.utf8))
        record.dataTag = AuthenticationTags.tag(of: Data(content.encryptedData.utf8))
        record.isSent = true
        records[submission] = record
        return .json(200, Announced(submissionId: record.submission, caseId: record.case))
    }

    private mutating func events(_ request: Request, answers: (Record) throws -> [String]) -> Reply {
        guard let `case` = ResourceID(request.parts[2]), var record = records.values.first(where: { $0.case == `case` })
        else { return .problem(404, "case-not-found") }
        if record.isSent, record.answers == nil {
            record.answers = try? answers(record)
            records[record.submission] = record
        }
        // First the service's own, which no messenger reads.
        let all = ["create"] + (record.isSent ? ["submit"] + (record.answers ?? []) : [])
        let offset = Int(request.query["offset"] ?? "") ?? 0
        let limit = Int(request.query["limit"] ?? "") ?? 100
        return .json(
            200,
            EventPage(offset: offset, totalCount: all.count, eventLog: Array(all.dropFirst(offset).prefix(limit))))
    }
}
