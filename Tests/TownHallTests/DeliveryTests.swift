import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Sealing
import SubmissionAPI
import Testing
import TownHall

@Suite struct DeliveryTests {
    static func withService(
        _ limits: ServiceLimits = ServiceLimits(),
        _ body: @Sendable (TestTownHall, any TestClientProtocol) async throws -> Void
    ) async throws {
        try await TestTownHall.with { hall in
            let app = Application(responder: hall.service(limits).responder())
            try await app.test(.router) { client in try await body(hall, client) }
        }
    }

    @Test func `A case goes from the sender to the subscriber and the receipt comes back`() async throws {
        try await Self.withService { hall, client in
            let sender = try await Caller.signIn(hall.sender, client)
            let desk = try await Caller.signIn(hall.subscriber, client)
            let (announced, attachment, sealed) = try await sender.deliver(hall)

            let page = try await desk.call(.get, "/v2/submissions?destinationId=\(hall.office)").json(
                SubmissionPage.self)
            #expect(page.totalCount == 1 && page.submissions.map(\.submissionId) == [announced.submissionId])
            let fetched = try await desk.call(.get, "/v2/submissions/\(announced.submissionId)").json(Submission.self)
            #expect(fetched.attachments == [attachment] && fetched.publicService == TestTownHall.service)
            #expect(fetched.caseId == announced.caseId && fetched.serviceType == nil)
            let content = try await desk.call(
                .get, "/v2/submissions/\(announced.submissionId)/attachments/\(attachment)")
            #expect(content.body == sealed && content.headers[.contentType] == "application/jose")

            let tags = AuthenticationTags(
                metadata: AuthenticationTags.tag(of: Data(fetched.encryptedMetadata.utf8)),
                data: AuthenticationTags.tag(of: Data(fetched.encryptedData.utf8)),
                attachments: [attachment.description: AuthenticationTags.tag(of: sealed)])
            let token = try await Self.receipt(.accept, hall, announced, tags)
            let path = "/v2/cases/\(announced.caseId)/events"
            #expect(try await desk.jose(.post, path, Data(token.utf8)).status == 204)
            #expect(try await desk.jose(.post, path, Data(token.utf8)).status == 204)

            let events = try await sender.call(.get, path).json(EventPage.self)
            #expect(events.totalCount == 3 && events.eventLog.last == token)
            let keys = [try await VerificationKey(hall.signer.publicKey)]
            for (compact, kind) in zip(events.eventLog, [SecurityEventToken.Event.create, .submit]) {
                let verification = SecurityEventToken.verify(
                    compact, with: keys,
                    expecting: .init(
                        events: [kind], issuer: "https://localhost:8443", submission: announced.submissionId.uuid,
                        case: announced.caseId.uuid, authenticationTags: kind == .submit ? tags : nil),
                    now: hall.clock.now)
                guard case .verified = verification else {
                    Issue.record("\(kind): \(verification)")
                    continue
                }
            }
            #expect(try await sender.call(.get, path).json(EventPage.self).eventLog == events.eventLog)

            #expect(
                try await desk.call(.get, "/v2/submissions").json(SubmissionPage.self).totalCount == 0)
            #expect(try await desk.call(.get, "/v2/submissions/\(announced.submissionId)").problem?.status == 404)
            #expect(try await hall.storage.content(of: announced.submissionId) == nil)
        }
    }

    static func receipt(
        _ kind: SecurityEventToken.Event, _ hall: TestTownHall, _ announced: Announced, _ tags: AuthenticationTags?,
        signedBy name: TestKeys.Name = .subscriber, issuer: String? = nil
    ) async throws -> String {
        let key = try await TestKeys.signing(name)
        return try SecurityEventToken(
            issuer: issuer ?? hall.office.description, issuedAt: hall.clock.now,
            submission: announced.submissionId.uuid, case: announced.caseId.uuid, event: kind,
            authenticationTags: tags
        ).signed(with: key)
    }

    @Test func `What is sent twice is kept once, and other content is refused`() async throws {
        try await Self.withService { hall, client in
            let sender = try await Caller.signIn(hall.sender, client)
            let (announced, attachment, sealed) = try await sender.deliver(hall)
            let base = "/v2/submissions/\(announced.submissionId)"
            let stored = try #require(try await hall.storage.content(of: announced.submissionId))
            let first = try await sender.json(.put, base, stored)
            hall.clock.advance(600)
            let second = try await sender.json(.put, base, stored)
            #expect(first.status == 200 && first.body == second.body)
            #expect(try await sender.json(.put, base, try hall.content("other")).problem?.status == 409)
            #expect(try await sender.jose(.put, base + "/attachments/\(attachment)", sealed).status == 204)
            let other = try hall.seal("other")
            #expect(
                try await sender.jose(.put, base + "/attachments/\(attachment)", other).problem?.status == 409)
            #expect(
                try await sender.jose(.put, base + "/attachments/\(ResourceID())", other).problem?.status == 404)
        }
    }

    @Test func `Thirty-two repeats at once leave one record`() async throws {
        try await Self.withService { hall, client in
            let sender = try await Caller.signIn(hall.sender, client)
            let attachment = ResourceID()
            let announced = try await sender.announce(hall, [attachment])
            let base = "/v2/submissions/\(announced.submissionId)"
            let (sealed, content) = (try hall.seal("x"), try hall.content())
            let answers = try await withThrowingTaskGroup(of: (Int, Int, Data).self) { group in
                for _ in 0..<32 {
                    group.addTask {
                        let put = try await sender.jose(.put, base + "/attachments/\(attachment)", sealed)
                        let sent = try await sender.json(.put, base, content)
                        return (put.status, sent.status, sent.body)
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers.allSatisfy { $0.0 == 204 && $0.1 == 200 })
            #expect(Set(answers.map(\.2)).count == 1)
            let desk = try await Caller.signIn(hall.subscriber, client)
            #expect(try await desk.call(.get, "/v2/submissions").json(SubmissionPage.self).totalCount == 1)
            #expect(try await hall.storage.events(of: announced.submissionId, offset: 0, limit: 10).total == 2)
            print("32 parallel repeats of one submission: 1 record, 2 events")
        }
    }

    @Test func `Version 1 uses its own words and lists all destinations of the subscriber`() async throws {
        try await Self.withService { hall, client in
            let sender = try await Caller.signIn(hall.sender, client)
            let desk = try await Caller.signIn(hall.subscriber, client)
            let body = """
                {"destinationId": "\(hall.office)", "announcedAttachments": [],
                 "serviceType": {"name": "", "identifier": "\(TestTownHall.service.identifier)"}}
                """
            let announced = try await sender.call(.post, "/v1/submissions", Data(body.utf8), "application/json")
            #expect(announced.status == 201)
            let wrong = try await sender.call(.post, "/v2/submissions", Data(body.utf8), "application/json")
            #expect(wrong.problem?.status == 400)
            let id = try announced.json(Announced.self).submissionId
            #expect(try await sender.json(.put, "/v1/submissions/\(id)", try hall.content()).status == 200)
            let page = try await desk.call(.get, "/v1/submissions").json(SubmissionPage.self)
            #expect(page.submissions.map(\.submissionId) == [id])
            let submission = try await desk.call(.get, "/v1/submissions/\(id)").json(Submission.self)
            #expect(submission.serviceType?.identifier == TestTownHall.service.identifier)
            let destination = try await sender.call(.get, "/v1/destinations/\(hall.office)")
            let text = String(decoding: destination.body, as: UTF8.self)
            #expect(text.contains("\"services\"") && !text.contains("publicServices"))
            let patch = try await desk.call(
                .patch, "/v1/destinations/\(hall.office)", Data(#"{"status": "inactive"}"#.utf8), "application/json")
            #expect(patch.status == 200)
            let refused = try await sender.call(.post, "/v1/submissions", Data(body.utf8), "application/json")
            #expect(refused.problem?.type.hasSuffix("destination-state-invalid") == true)
        }
    }

    @Test func `Nobody sees what is another's`() async throws {
        try await Self.withService { hall, client in
            let sender = try await Caller.signIn(hall.sender, client)
            let other = try await Caller.signIn(hall.otherSender, client)
            let otherDesk = try await Caller.signIn(hall.otherSubscriber, client)
            let desk = try await Caller.signIn(hall.subscriber, client)
            let (announced, attachment, sealed) = try await sender.deliver(hall)
            let base = "/v2/submissions/\(announced.submissionId)"
            let events = "/v2/cases/\(announced.caseId)/events"
            #expect(try await other.json(.put, base, try hall.content()).problem?.status == 404)
            #expect(try await other.jose(.put, base + "/attachments/\(attachment)", sealed).problem?.status == 404)
            #expect(try await other.call(.get, events).problem?.status == 404)
            #expect(try await otherDesk.call(.get, base).problem?.status == 404)
            #expect(try await otherDesk.call(.get, base + "/attachments/\(attachment)").problem?.status == 404)
            #expect(try await otherDesk.call(.get, events).problem?.status == 404)
            #expect(try await otherDesk.jose(.post, events, Data("a.b.c".utf8)).problem?.status == 404)
            #expect(
                try await otherDesk.call(.get, "/v2/submissions?destinationId=\(hall.office)").problem?.status == 404)
            #expect(try await otherDesk.call(.get, "/v2/submissions").json(SubmissionPage.self).totalCount == 0)
            #expect(try await sender.call(.get, base).problem?.status == 403)
            #expect(try await desk.json(.put, base, try hall.content()).problem?.status == 403)
            let secret = try await sender.announce(hall)
            #expect(try await desk.call(.get, "/v2/cases/\(secret.caseId)/events").problem?.status == 404)
            let nobody = Caller(client: client, token: nil)
            for path in ["/v2/submissions", base, events, "/device/v1/status", "/v2/destinations/\(hall.office)"] {
                let answer = try await nobody.call(.get, path)
                #expect(answer.problem?.status == 401 && answer.headers[.wwwAuthenticate] == "Bearer")
            }
        }
    }

    @Test func `A receipt that the sender would not believe is refused`() async throws {
        try await Self.withService { hall, client in
            let sender = try await Caller.signIn(hall.sender, client)
            let desk = try await Caller.signIn(hall.subscriber, client)
            let (announced, _, _) = try await sender.deliver(hall)
            let path = "/v2/cases/\(announced.caseId)/events"
            let tags = try #require(try await hall.storage.tags(of: announced.submissionId))
            let foreign = Announced(submissionId: ResourceID(), caseId: announced.caseId)
            let wrong = AuthenticationTags(metadata: tags.data, data: tags.metadata, attachments: tags.attachments)
            let refused = [
                try await Self.receipt(.accept, hall, announced, tags, signedBy: .stranger),
                try await Self.receipt(.accept, hall, announced, tags, issuer: hall.otherOffice.description),
                try await Self.receipt(.accept, hall, foreign, tags),
                try await Self.receipt(.accept, hall, announced, wrong),
                try await Self.receipt(.accept, hall, announced, nil),
                try await Self.receipt(.submit, hall, announced, tags),
            ]
            for token in refused {
                #expect(try await desk.jose(.post, path, Data(token.utf8)).problem?.status == 422)
            }
            #expect(try await desk.jose(.post, path, Data("nonsense".utf8)).problem?.status == 422)
            #expect(try await hall.storage.submission(announced.submissionId)?.state == .submitted)
            let rejection = try await Self.receipt(.reject, hall, announced, nil)
            #expect(try await desk.jose(.post, path, Data(rejection.utf8)).status == 204)
            let late = try await Self.receipt(.accept, hall, announced, tags)
            #expect(try await desk.jose(.post, path, Data(late.utf8)).problem?.status == 409)
            #expect(try await hall.storage.submission(announced.submissionId)?.state == .rejected)
        }
    }

    @Test func `What was announced and never sent is gone after seven days`() async throws {
        try await Self.withService { hall, client in
            let sender = try await Caller.signIn(hall.sender, client)
            let attachment = ResourceID()
            let announced = try await sender.announce(hall, [attachment])
            let (sent, _, _) = try await sender.deliver(hall)
            #expect(
                try await sender.jose(
                    .put, "/v2/submissions/\(announced.submissionId)/attachments/\(attachment)", hall.seal("x")
                ).status == 204)
            let service = hall.service()
            hall.clock.advance(7 * 86_400 - 10)
            #expect(try await service.expire() == 0)
            hall.clock.advance(20)
            #expect(try await service.expire() == 1)
            #expect(try await hall.storage.submission(announced.submissionId) == nil)
            #expect(try await hall.storage.submission(sent.submissionId)?.state == .submitted)
        }
    }

    @Test func `What is no ciphertext of this system is not taken`() async throws {
        try await Self.withService { hall, client in
            let sender = try await Caller.signIn(hall.sender, client)
            let attachment = ResourceID()
            let announced = try await sender.announce(hall, [attachment])
            let base = "/v2/submissions/\(announced.submissionId)"
            let zipped = Data(#"{"alg":"RSA-OAEP-256","enc":"A256GCM","zip":"DEF"}"#.utf8).base64EncodedString()
                .replacing("=", with: "")
            for text in [
                "", "plain text", "a.b.c.d.e", "....", "\(zipped).a.a.a.AAAAAAAAAAAAAAAAAAAAAA",
                String(decoding: try hall.seal("x"), as: UTF8.self) + ".x",
            ] {
                let answer = try await sender.jose(.put, base + "/attachments/\(attachment)", Data(text.utf8))
                #expect(answer.problem?.status == 422, "\(text)")
                let content = SubmissionContent(encryptedMetadata: text, encryptedData: text)
                #expect(try await sender.json(.put, base, content).problem?.status == 422)
            }
            #expect(try await sender.json(.put, base, try hall.content()).problem?.status == 422)
        }
    }
}
