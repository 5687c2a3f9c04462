import Foundation
import HTTPTypes
import HummingbirdTesting
import SubmissionAPI
import Testing
import TownHall

@Suite struct ProblemTests {
    @Test func `Every error is a problem, also where there is no such address or method`() async throws {
        try await DeliveryTests.withService { hall, client in
            let sender = try await Caller.signIn(hall.sender, client)
            #expect(try await sender.call(.get, "/").problem?.status == 404)
            #expect(try await sender.call(.get, "/v3/submissions").problem?.status == 404)
            for (method, path, allowed) in [
                (.get, "/token", "POST"), (.delete, "/v2/submissions", "POST, GET, HEAD"),
                (.post, "/device/v1/status", "GET, HEAD"), (.trace, "/v1/destinations/x", "GET, HEAD, PATCH"),
            ] as [(HTTPRequest.Method, String, String)] {
                let answer = try await sender.call(method, path)
                #expect(answer.problem?.status == 405 && answer.headers[.allow] == allowed, "\(method) \(path)")
            }
            #expect(try await sender.call(.get, "/v2/destinations/x").problem?.status == 404)
            #expect(try await sender.call(.get, "/v2/destinations/\(ResourceID())").problem?.status == 404)
            #expect(try await sender.call(.get, "/v2/destinations/\(hall.office)/keys/none").problem?.status == 404)
            let desk = try await Caller.signIn(hall.subscriber, client)
            for query in ["limit=0", "limit=501", "offset=-1", "offset=x", "destinationId=x"] {
                #expect(try await desk.call(.get, "/v2/submissions?\(query)").problem?.status == 400)
            }
        }
    }

    @Test func `A body that is malformed is told where, one that is compressed is not looked at`() async throws {
        try await DeliveryTests.withService { hall, client in
            let sender = try await Caller.signIn(hall.sender, client)
            for (body, sentence) in [
                ("{", "The body is not JSON."), ("{}", "“destinationId” is missing."),
                (#"{"destinationId": 7}"#, "“destinationId” is of another type than it must be."),
                (
                    #"{"destinationId": "\#(hall.office)", "announcedAttachments": ["x"]}"#,
                    "“announcedAttachments.[0]” is not what it must be."
                ),
            ] {
                let answer = try await sender.call(.post, "/v2/submissions", Data(body.utf8), "application/json")
                #expect(answer.problem?.detail == sentence && answer.status == 400)
            }
            let zipped = try await sender.call(
                .post, "/v2/submissions", Data("{}".utf8), "application/json", [.contentEncoding: "gzip"])
            #expect(zipped.problem?.status == 415)
        }
    }

    @Test func `Beyond the bounds is 413`() async throws {
        var limits = ServiceLimits()
        limits.attachment = 30_000
        limits.content = 100_000
        try await DeliveryTests.withService(limits) { hall, client in
            let sender = try await Caller.signIn(hall.sender, client)
            let attachment = ResourceID()
            let announced = try await sender.announce(hall, [attachment])
            let base = "/v2/submissions/\(announced.submissionId)"
            let large = try hall.seal(String(repeating: "x", count: 50_000))
            #expect(try await sender.jose(.put, base + "/attachments/\(attachment)", large).problem?.status == 413)
            let fits = try hall.seal(String(repeating: "x", count: 30_000))
            #expect(try await sender.jose(.put, base + "/attachments/\(attachment)", fits).status == 204)
            let content = try hall.content(String(repeating: "x", count: 80_000))
            #expect(try await sender.json(.put, base, content).problem?.status == 413)
            let many = (0...100).map { _ in ResourceID() }
            let announcement = Announcement(
                destinationId: hall.office, announcedAttachments: many, publicService: TestTownHall.service)
            #expect(try await sender.json(.post, "/v2/submissions", announcement).problem?.status == 400)
        }
    }

    @Test func `The public keys and the document are there for anybody`() async throws {
        try await DeliveryTests.withService { hall, client in
            let nobody = Caller(client: client, token: nil)
            let keys = try JSONSerialization.jsonObject(
                with: try await nobody.call(.get, "/.well-known/jwks.json").body)
            #expect(((keys as? [String: Any])?["keys"] as? [[String: Any]])?.first?["alg"] as? String == "PS512")
            let document = try JSONSerialization.jsonObject(with: try await nobody.call(.get, "/openapi.json").body)
            let paths = try #require((document as? [String: Any])?["paths"] as? [String: Any])
            #expect(paths.count == 21)
            let head = try await nobody.call(.head, "/openapi.json")
            #expect(head.status == 200 && head.body.isEmpty)
        }
    }
}
