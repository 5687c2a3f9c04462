import Foundation
import HTTPTypes
import HummingbirdTesting
import SubmissionAPI
import Testing
import TownHall

@Suite struct TokenTests {
    @Test func `A token is good for half an hour`() async throws {
        try await DeliveryTests.withService { hall, client in
            let caller = try await Caller.signIn(hall.sender, client)
            #expect(try await caller.token(hall.sender).json(AccessToken.self).expiresIn == AccessToken.lifetime)
            #expect(try await caller.call(.get, "/device/v1/status").status == 200)
            hall.clock.advance(1799)
            #expect(try await caller.call(.get, "/device/v1/status").status == 200)
            hall.clock.advance(2)
            #expect(try await caller.call(.get, "/device/v1/status").problem?.status == 401)
        }
    }

    @Test func `Who is revoked is out at once, by another process too`() async throws {
        try await DeliveryTests.withService { hall, client in
            let caller = try await Caller.signIn(hall.sender, client)
            let command = try SQLiteStorage.open(at: ServeDirectory(in: hall.directory).database)
            #expect(try await command.revoke(client: hall.sender.id))
            command.close()
            #expect(try await caller.call(.get, "/device/v1/status").problem?.status == 401)
            #expect(try await caller.token(hall.sender).problem?.status == 401)
            #expect(try await hall.storage.rotateSecret(of: hall.sender.id, to: ClientSecret().hash) == false)
        }
    }

    @Test func `The old secret is good until the new one is used`() async throws {
        try await DeliveryTests.withService { hall, client in
            let caller = Caller(client: client, token: nil)
            let new = ClientSecret()
            let isRotated = try await hall.storage.rotateSecret(of: hall.sender.id, to: new.hash)
            #expect(isRotated)
            #expect(try await caller.token(hall.sender).status == 200)
            #expect(try await caller.token(hall.sender).status == 200)
            #expect(try await caller.token(hall.sender, new.text).status == 200)
            #expect(try await caller.token(hall.sender).problem?.status == 401)
            #expect(try await caller.token(hall.sender, new.text).status == 200)
        }
    }

    @Test func `Wrong secrets are counted, and lock nobody out`() async throws {
        try await DeliveryTests.withService { hall, client in
            let caller = Caller(client: client, token: nil)
            var statuses: [Int] = []
            for _ in 0..<12 { statuses.append(try await caller.token(hall.sender, "wrong").status) }
            #expect(statuses == Array(repeating: 401, count: 10) + [429, 429])
            #expect(try await caller.token(hall.sender).status == 200)
            #expect(try await caller.token(hall.otherSender, "wrong").status == 401)
            hall.clock.advance(61)
            #expect(try await caller.token(hall.sender, "wrong").status == 401)
        }
    }

    @Test func `The secret belongs into the form and nowhere else`() async throws {
        try await DeliveryTests.withService { hall, client in
            let caller = Caller(client: client, token: nil)
            let form = "grant_type=client_credentials&client_id=\(hall.sender.id)&client_secret=\(hall.sender.secret)"
            let type = "application/x-www-form-urlencoded"
            let basic = try await caller.call(
                .post, "/token", Data(form.utf8), type, [.authorization: "Basic eDp5"])
            #expect(basic.problem?.status == 400)
            for bad in ["", "grant_type=password", form + "&client_secret=x", String(repeating: "a", count: 8000)] {
                let status = try await caller.call(.post, "/token", Data(bad.utf8), type).problem?.status
                #expect(status == 400 || status == 401)
            }
            #expect(try await caller.call(.post, "/token", Data(form.utf8), "text/plain").problem?.status == 415)
            let tampered = try await caller.token(hall.sender).json(AccessToken.self).accessToken
                .replacing(hall.sender.id.description, with: hall.otherSender.id.description)
            let thief = Caller(client: client, token: tampered)
            #expect(try await thief.call(.get, "/device/v1/status").problem?.status == 401)
        }
    }
}
