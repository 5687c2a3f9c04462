import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import SubmissionAPI
import Testing

/// A client that calls the service with a token.
struct Caller: Sendable {
    struct Answer: Sendable {
        let status: Int
        let headers: HTTPFields
        let body: Data

        func json<Value: Decodable>(_ type: Value.Type) throws -> Value {
            try JSONDecoder().decode(type, from: body)
        }

        /// The problem; nothing where the answer is none, or is not told as one must be.
        var problem: Problem? {
            guard headers[.contentType] == Problem.mediaType, let problem = try? json(Problem.self),
                problem.status == status
            else { return nil }
            return problem
        }
    }

    let client: any TestClientProtocol
    var token: String?

    /// Gets a token first.
    static func signIn(_ account: TestClient, _ client: any TestClientProtocol) async throws -> Caller {
        var caller = Caller(client: client, token: nil)
        let answer = try await caller.token(account)
        #expect(answer.status == 200)
        caller.token = try answer.json(AccessToken.self).accessToken
        return caller
    }

    func token(_ account: TestClient, _ secret: String? = nil) async throws -> Answer {
        let form = "grant_type=client_credentials&client_id=\(account.id)&client_secret=\(secret ?? account.secret)"
        return try await call(.post, "/token", Data(form.utf8), "application/x-www-form-urlencoded")
    }

    func call(
        _ method: HTTPRequest.Method, _ path: String, _ body: Data? = nil, _ type: String? = nil,
        _ more: HTTPFields = [:]
    ) async throws -> Answer {
        var headers = more
        if let token { headers[.authorization] = "Bearer " + token }
        if let type { headers[.contentType] = type }
        return try await client.execute(
            uri: path, method: method, headers: headers, body: body.map { ByteBuffer(bytes: $0) }
        ) { response in
            Answer(
                status: response.status.code, headers: response.headers, body: Data(response.body.readableBytesView))
        }
    }

    func json(_ method: HTTPRequest.Method, _ path: String, _ value: some Encodable) async throws -> Answer {
        try await call(method, path, try JSONEncoder().encode(value), "application/json")
    }

    func jose(_ method: HTTPRequest.Method, _ path: String, _ body: Data) async throws -> Answer {
        try await call(method, path, body, "application/jose")
    }

    /// Announces a submission of version 2.
    func announce(_ hall: TestTownHall, _ attachments: [ResourceID] = []) async throws -> Announced {
        let answer = try await json(
            .post, "/v2/submissions",
            Announcement(
                destinationId: hall.office, announcedAttachments: attachments, publicService: TestTownHall.service))
        #expect(answer.status == 201, "\(String(decoding: answer.body, as: UTF8.self))")
        return try answer.json(Announced.self)
    }

    /// Announces and sends a submission with an attachment.
    func deliver(_ hall: TestTownHall) async throws -> (Announced, ResourceID, Data) {
        let attachment = ResourceID()
        let announced = try await announce(hall, [attachment])
        let sealed = try hall.seal("an attachment")
        let base = "/v2/submissions/\(announced.submissionId)"
        #expect(try await jose(.put, base + "/attachments/\(attachment)", sealed).status == 204)
        #expect(try await json(.put, base, try hall.content()).status == 200)
        return (announced, attachment, sealed)
    }
}
