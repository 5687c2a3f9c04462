import Foundation
import Glibc
import NIOCore
import SubmissionAPI
import Testing
import TownHall

/// What no client should do, over TLS.
@Suite(.serialized) struct AbuseTests {
    private struct Found {
        let json: [String: [String: Any]]

        func seconds(_ name: String, _ key: String = "seconds") -> Double { json[name]?[key] as? Double ?? 999 }
        func sent(_ name: String) -> Int { json[name]?["sent"] as? Int ?? .max }
        func statuses(_ name: String) -> [Int] { json[name]?["statuses"] as? [Int] ?? [] }
        func isProblem(_ name: String) -> Bool { json[name]?["problem"] as? Bool == true }
    }

    private static func run(
        _ limits: ServiceLimits, _ cases: [String], connections: Int = 0
    ) async throws -> Found {
        try await TestTownHall.with { hall in
            let attachment = ResourceID()
            let submission = SubmissionRecord(
                destination: hall.office, client: hall.sender.id, service: TestTownHall.service,
                attachments: [attachment], announcedAt: Int64(Date().timeIntervalSince1970))
            try await hall.storage.announce(submission)
            // A JWE up to the middle of its ciphertext.
            let begin = String(decoding: try hall.seal("x").dropLast(25), as: UTF8.self)
            let result = try await RunningServer.with(hall, limits) { port in
                let token = try await Child.python(
                    "signin.py",
                    [
                        "port": port, "ca": hall.directory + "/ca.pem", "id": hall.sender.id.description,
                        "secret": hall.sender.secret,
                    ])
                return try await Child.python(
                    "abuse.py",
                    [
                        "port": port, "ca": hall.directory + "/ca.pem", "bearer": token.output, "cases": cases,
                        "connections": connections, "begin": begin,
                        "path": "/v2/submissions/\(submission.id)/attachments/\(attachment)",
                    ])
            }
            #expect(result.status == 0, "\(result.errors)")
            #expect(try await hall.storage.attachment(attachment, of: submission.id) == nil)
            print("abuse:", result.output)
            return Found(json: result.json.compactMapValues { $0 as? [String: Any] })
        }
    }

    @Test func `Bodies without end, of wrong lengths and compressed are refused, and the connection is closed`()
        async throws
    {
        var limits = ServiceLimits()
        limits.attachment = 3_000_000
        let found = try await Self.run(limits, ["endless", "saidTooLarge", "tooLong", "bomb", "flood"])
        #expect(found.sent("endless") > 4_000_000 && found.seconds("endless") < 50)
        #expect(found.statuses("saidTooLarge") == [413] && found.isProblem("saidTooLarge"))
        #expect(found.seconds("saidTooLarge") < 25)
        #expect(found.statuses("tooLong") == [422])
        #expect(found.statuses("bomb") == [415] && found.isProblem("bomb"))
        #expect(found.sent("flood") < 20_000_000 && found.seconds("flood") < 50)
    }

    @Test func `What is no HTTP gets a problem and a closed connection`() async throws {
        let found = try await Self.run(ServiceLimits(), ["noHTTP", "largeHead"])
        for name in ["noHTTP", "largeHead"] {
            #expect(found.statuses(name) == [400] && found.isProblem(name), "\(name)")
        }
    }

    @Test func `Who is slow is cut off`() async throws {
        var limits = ServiceLimits()
        limits.idle = .seconds(2)
        limits.head = .seconds(2)
        limits.body = .seconds(2)
        limits.slowest = 5000
        let found = try await Self.run(limits, ["dripHead", "dripBody", "silent", "tooShort"])
        for (name, key) in [
            ("dripHead", "seconds"), ("dripBody", "seconds"), ("silent", "plain"), ("silent", "tls"),
            ("tooShort", "seconds"),
        ] {
            let seconds = found.seconds(name, key)
            #expect((0.9...20).contains(seconds), "\(name): \(seconds)")
        }
    }

    @Test func `Ten thousand idle connections keep nobody waiting`() async throws {
        var limit = rlimit()
        #expect(getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0)
        limit.rlim_cur = limit.rlim_max
        #expect(setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0)
        // Each is a file on either side; where the system allows fewer, fewer.
        let count = min(10_000, Int(clamping: limit.rlim_max) - 1000) / 8 * 8
        var limits = ServiceLimits()
        limits.idle = .minutes(5)
        limits.head = .minutes(5)
        let found = try await Self.run(limits, ["idle"], connections: count)
        #expect(found.json["idle"]?["held"] as? Int == count && found.statuses("idle") == [200])
        #expect(found.seconds("idle") < 5)
    }

    @Test func `Connections above the bound wait until idle ones are closed, and then are answered`() async throws {
        var limits = ServiceLimits()
        limits.connections = 200
        limits.idle = .seconds(2)
        limits.head = .seconds(2)
        let found = try await Self.run(limits, ["idle"], connections: 600)
        #expect(found.json["idle"]?["held"] as? Int == 600 && found.statuses("idle") == [200])
        // Three times two hundred: the second and third are let in when those before them are closed.
        #expect(found.seconds("idle", "opening") >= 3 && found.seconds("idle") < 20)
    }
}
