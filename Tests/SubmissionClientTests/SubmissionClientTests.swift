import Foundation
import ScriptedTownHall
import SubmissionAPI
import SubmissionClient
import Testing

@Suite struct SubmissionClientTests {
    static func with(
        _ limits: ClientLimits = ClientLimits(), _ body: (SubmissionClient, ScriptedTownHall) async throws -> Void
    ) async throws {
        try await ScriptedTownHall.with { hall in
            let address = "https://localhost:\(hall.port)"
            let client = try SubmissionClient(
                ServiceAccount(
                    tokenURL: address + "/token", submissionURL: address, mailbox: address + "/device/v1",
                    clientID: "a", clientSecret: "b&=+ ü", authorities: hall.certificates.authority),
                limits: limits)
            do {
                try await body(client, hall)
                await client.close()
            } catch {
                await client.close()
                throw error
            }
        }
    }

    static func announcement(_ attachments: [ResourceID] = []) -> Announcement {
        Announcement(
            destinationId: ResourceID(), announcedAttachments: attachments,
            publicService: PublicService(name: "x", identifier: "urn:de:fim:leika:leistung:99102013104000"))
    }

    private static func problem(_ status: Int, says: Int? = nil) -> Behaviour {
        .answer(
            status: status, headers: ["content-type": "application/problem+json; charset=utf-8"],
            body: #"{"type":"t","title":"t","status":\#(says ?? status)}"#)
    }

    @Test func `Each answer means what it says, and only the town hall's own words count`() async throws {
        let json = ["content-type": "application/json"]
        let cases: [(Behaviour, String)] = [
            (.honest, "done"), (.loginPage, "not_the_town_hall"), (.redirect, "not_the_town_hall"),
            (.answer(status: 301, headers: ["location": "/v2/submissions"], body: ""), "not_the_town_hall"),
            (.answer(status: 200, headers: json, body: "{}"), "not_the_town_hall"),
            (.answer(status: 201, headers: json, body: "{}"), "not_the_town_hall"),
            (.answer(status: 201, headers: json, body: ""), "not_the_town_hall"),
            (.answer(status: 201, headers: json, body: String(repeating: "x", count: 3 << 20)), "not_the_town_hall"),
            (.answer(status: 404, headers: json, body: "{}"), "not_the_town_hall"),
            (.answer(status: 511, headers: [:], body: ""), "not_the_town_hall"),
            (Self.problem(404, says: 400), "not_the_town_hall"), (Self.problem(404), "not_found"),
            (Self.problem(409), "conflict"),
            (Self.problem(413), "too_large"), (Self.problem(400), "refused.400"), (Self.problem(422), "refused.422"),
            (Self.problem(415), "refused.415"), (Self.problem(401), "unauthorised"),
            (Self.problem(403), "unauthorised"),
            (.answer(status: 401, headers: ["www-authenticate": "Bearer"], body: ""), "unauthorised"),
            (.answer(status: 503, headers: ["content-type": "text/html"], body: "<html>"), "busy"),
            (.answer(status: 429, headers: ["retry-after": "7"], body: ""), "busy"),
            (.cutBefore, "unreachable.cut_off"),
        ]
        try await Self.with { client, hall in
            for (behaviour, word) in cases {
                hall.follow { $0.kind == .create ? behaviour : .honest }
                let outcome = await client.create(Self.announcement())
                #expect(outcome.word == word, "\(behaviour)")
                if behaviour == cases[21].0 { #expect(outcome == .busy(retryAfter: 7)) }
            }
        }
    }

    @Test func `What cannot be read is not sent, and its reason comes back`() async throws {
        struct Unreadable: Error {}
        try await Self.with { client, hall in
            let id = ResourceID()
            let announced = try #require(await client.create(Self.announcement([id])).answer)
            let broken = StreamedContent(byteCount: 3 << 20) {
                var place = 0
                return {
                    place += 1
                    if place == 3 { throw Unreadable() }
                    return Data(repeating: 1, count: 1 << 20)
                }
            }
            await #expect(throws: Unreadable.self) {
                _ = try await client.put(attachment: id, of: announced.submissionId, broken)
            }
            #expect(hall.state.records.values.allSatisfy { $0.tags.isEmpty })
            let sound = StreamedContent(byteCount: 6) {
                var pieces = [Data("abc".utf8), Data(".de".utf8)][...]
                return { pieces.popFirst() }
            }
            #expect(try await client.put(attachment: id, of: announced.submissionId, sound).word == "done")
            #expect(hall.state.records.values.first?.tags == [id.description: "de"])
        }
    }

    @Test func `Events come page by page, all of them`() async throws {
        try await Self.with { client, hall in
            hall.answer { _, _ in (0..<250).map { "token\($0)" } }
            let announced = try #require(await client.create(Self.announcement()).answer)
            let content = SubmissionContent(encryptedMetadata: "m", encryptedData: "d")
            #expect(await client.send(content, as: announced.submissionId) == .done(announced))
            let answers = (0..<250).map { "token\($0)" }
            #expect(await client.events(of: announced.caseId) == .done(["create", "submit"] + answers))
            #expect(hall.arrivals.count { $0.kind == .events } == 3)
            #expect(await client.events(of: announced.caseId, from: 2) == .done(answers))
            #expect(await client.events(of: announced.caseId, from: 252) == .done([]))
            #expect(await client.events(of: ResourceID()) == .notFound)
        }
    }

    @Test func `A service that does not make events of its own is asked for all`() async throws {
        try await Self.with { client, hall in
            let announced = try #require(await client.create(Self.announcement()).answer)
            #expect(await client.events(of: announced.caseId) == .done(["create"]))
            #expect(await client.events(of: announced.caseId, from: 2) == .done(["create"]))
        }
    }

    @Test func `Many calls at once share one token`() async throws {
        try await Self.with { client, hall in
            await withTaskGroup(of: String.self) { group in
                for _ in 0..<50 { group.addTask { await client.status().word } }
                for await word in group { #expect(word == "done") }
            }
            #expect(hall.state.tokensGiven == 1)
        }
    }

    @Test func `A request that is never answered ends in time`() async throws {
        var limits = ClientLimits()
        limits.silence = .seconds(1)
        try await Self.with(limits) { client, hall in
            hall.follow { $0.kind == .status ? .silent : .honest }
            let begin = ContinuousClock.now
            #expect(await client.status() == .unreachable(.tooSlow))
            #expect(begin.duration(to: .now) < .seconds(50))
        }
    }

    @Test func `Only https addresses are called, and no secret stands in what is printed`() throws {
        for address in ["http://a.example.org", "https://", "https://u:p@a.example.org", "ftp://x", "https://a/?q=1"] {
            #expect(throws: ClientFault.self) {
                _ = try ServiceAccount(
                    tokenURL: address, submissionURL: "https://a.example.org", clientID: "a", clientSecret: "b")
            }
        }
        let account = try ServiceAccount(
            tokenURL: "https://a.example.org/token", submissionURL: "https://a.example.org/", clientID: "a",
            clientSecret: "geheimnis")
        #expect(!"\(account)".contains("geheimnis"))
        #expect(account.submissionURL == "https://a.example.org")
    }
}
