import Foundation
import SubmissionAPI
import Testing
import TownHall

/// Programs that others wrote, over TLS.
@Suite(.serialized) struct IndependentTests {
    @Test func `The client fitconnect sends to the service and reads from it`() async throws {
        try await TestTownHall.with { hall in
            let key = try TestKeys.privateJWK(.desk).compactMapValues { $0 as? String }
            let result = try await RunningServer.with(hall) { port in
                try await Child.python(
                    "independent.py",
                    [
                        "token": "https://localhost:\(port)/token", "api": "https://localhost:\(port)",
                        "sender": hall.sender.id.description, "senderSecret": hall.sender.secret,
                        "subscriber": hall.subscriber.id.description, "subscriberSecret": hall.subscriber.secret,
                        "destination": hall.office.description, "privateKey": key,
                    ], environment: ["REQUESTS_CA_BUNDLE": hall.directory + "/ca.pem"])
            }
            #expect(result.status == 0, "\(result.errors)")
            let json = result.json
            #expect(json["activated"] as? Int == 200)
            #expect(json["isSameData"] as? Bool == true && json["isSameAttachment"] as? Bool == true)
            #expect(json["service"] as? String == TestTownHall.service.identifier)
            #expect((json["waiting"] as? [Any])?.count == 1)
            #expect((json["refused"] as? String)?.contains("client authentication") == true)
            #expect((json["unknown"] as? String)?.contains("destination does not exist") == true)
            let sent = try #require((json["sent"] as? [String: Any])?["submissionId"] as? String)
            let id = try #require(ResourceID(sent))
            #expect(try await hall.storage.submission(id)?.state == .submitted)
            print("fitconnect 0.4.2: 1 submission sent and read back")
        }
    }

    @Test(arguments: ["sender", "subscriber"])
    func `The service is as its document says`(role: String) async throws {
        try await TestTownHall.with { hall in
            let account = role == "sender" ? hall.sender : hall.subscriber
            let result = try await RunningServer.with(hall) { port in
                let token = try await Child.python(
                    "signin.py",
                    [
                        "port": port, "ca": hall.directory + "/ca.pem", "id": account.id.description,
                        "secret": account.secret,
                    ])
                return try await Child.run(
                    "/usr/bin/env",
                    [
                        "schemathesis", "--config-file",
                        Child.fixtures.appendingPathComponent("schemathesis.toml").path, "run",
                        "https://localhost:\(port)/openapi.json", "--url", "https://localhost:\(port)", "--tls-verify",
                        hall.directory + "/ca.pem", "--header", "Authorization: Bearer \(token.output)",
                    ],
                    environment: ["SCHEMATHESIS_HOOKS": Child.fixtures.appendingPathComponent("judge.py").path])
            }
            #expect(result.status == 0, "\(result.output.suffix(6000))\(result.errors.suffix(2000))")
            #expect(result.output.contains("generated"), "\(result.output)")
            print("schemathesis as \(role):", result.output.split(separator: "\n").suffix(3).joined(separator: " "))
        }
    }
}
