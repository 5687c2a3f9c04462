import Foundation
import Sealing
import Testing

@Suite struct SecurityEventTokenTests {
    static let destination = "8b7d7d5e-6f0a-4f0e-9d55-6a1f5a1c0b11"
    static let submission = UUID()
    static let `case` = UUID()
    static let now = Date(timeIntervalSince1970: 1_800_000_000)
    static let tags = AuthenticationTags(
        metadata: "XFBoMYUZodetZdvTiFvSkQ", data: "YFBoMYUZodetZdvTiFvSkQ",
        attachments: [UUID().uuidString.lowercased(): "ZFBoMYUZodetZdvTiFvSkQ"])

    static func event(
        issuer: String = destination, issuedAt: Date = now, submission: UUID = submission, case: UUID = `case`,
        event: SecurityEventToken.Event = .accept, tags: AuthenticationTags? = tags,
        problems: [SecurityEventToken.Problem] = []
    ) -> SecurityEventToken {
        SecurityEventToken(
            issuer: issuer, issuedAt: issuedAt, submission: submission, case: `case`, event: event,
            authenticationTags: tags, problems: problems)
    }

    static let expectation = SecurityEventToken.Expectation(
        events: [.accept, .reject], issuer: destination, submission: submission, case: `case`,
        authenticationTags: tags)

    static func verified(
        _ compact: String, _ key: TestKeys.Name = .subscriber,
        expecting expectation: SecurityEventToken.Expectation = expectation, now: Date? = now
    ) async throws -> SecurityEventToken.Verification {
        SecurityEventToken.verify(
            compact, with: [try await TestKeys.verification(key)], expecting: expectation, now: now)
    }

    @Test func `A token says what was signed`() async throws {
        let problem = SecurityEventToken.Problem(
            type: "hash-mismatch", title: "Prüfsumme", detail: "data", instance: "x")
        for event in [Self.event(), Self.event(event: .reject, problems: [problem])] {
            let compact = try await event.signed(with: TestKeys.signing(.subscriber))
            #expect(try await Self.verified(compact) == .verified(event))
        }
    }

    @Test func `Header and claims are those of the interface, and jwcrypto verifies them`() async throws {
        let compact = try await Self.event().signed(with: TestKeys.signing(.subscriber))
        let answer =
            try Independent.ask(["ask": "jws_verify", "token": compact, "key": TestKeys.jwk(.subscriber)])
            as? [String: Any]
        let kid = try await TestKeys.publicKey(.subscriber, .verifying).kid
        #expect(
            answer?["header"] as? [String: String] == ["alg": "PS512", "typ": "secevent+jwt", "kid": kid])
        let payload = try #require(Data(base64Encoded: answer?["payload"] as? String ?? ""))
        let claims = try #require(try JSONSerialization.jsonObject(with: payload) as? [String: Any])
        #expect(claims["iss"] as? String == Self.destination)
        #expect(claims["iat"] as? Int == 1_800_000_000)
        #expect(claims["sub"] as? String == "submission:" + Self.submission.uuidString.lowercased())
        #expect(claims["txn"] as? String == "case:" + Self.case.uuidString.lowercased())
        #expect(UUID(uuidString: claims["jti"] as? String ?? "") != nil)
        let events = try #require(claims["events"] as? [String: [String: Any]])
        #expect(events.keys.sorted() == ["https://schema.fitko.de/fit-connect/events/accept-submission"])
        let tags = try #require(events.values.first?["authenticationTags"] as? [String: Any])
        #expect(tags["metadata"] as? String == Self.tags.metadata)
        #expect(tags["attachments"] as? [String: String] == Self.tags.attachments)
    }

    /// A token that jwcrypto signed.
    static func foreign(
        _ claims: [String: Any], header: [String: Any] = [:], key: TestKeys.Name = .subscriber
    ) async throws -> String {
        let standard: [String: Any] = [
            "alg": "PS512", "typ": "secevent+jwt", "kid": try await TestKeys.publicKey(key, .verifying).kid,
        ]
        let answer = try Independent.ask([
            "ask": "jws_sign", "payload": try JSONSerialization.data(withJSONObject: claims).base64EncodedString(),
            "header": standard.merging(header) { $1 }, "key": TestKeys.jwk(key),
        ])
        return try #require(answer as? String)
    }

    static func claims(_ changes: [String: Any] = [:]) -> [String: Any] {
        [
            "jti": UUID().uuidString, "iss": destination, "iat": 1_800_000_000,
            "sub": "submission:\(submission.uuidString.lowercased())", "txn": "case:\(`case`.uuidString.lowercased())",
            "events": [
                SecurityEventToken.Event.accept.uri: [
                    "authenticationTags": [
                        "metadata": tags.metadata, "data": tags.data, "attachments": tags.attachments,
                    ] as [String: Any]
                ]
            ],
        ].merging(changes) { $1 }
    }

    @Test func `What jwcrypto signed is believed here`() async throws {
        guard case .verified(let token) = try await Self.verified(Self.foreign(Self.claims())) else {
            Issue.record("It was refused.")
            return
        }
        #expect(token.event == .accept && token.authenticationTags == Self.tags)
    }

    static let accept = SecurityEventToken.Event.accept.uri

    @Test(arguments: [
        (#"{"events":{}}"#, TokenRefusal.malformed),
        (#"{"events":{"\#(accept)":{},"\#(SecurityEventToken.Event.reject.uri)":{}}}"#, .malformed),
        (#"{"events":{"https://example.org/accept-submission":{}}}"#, .malformed),
        (#"{"events":{"\#(accept)":{}}}"#, .otherTags),
        (#"{"events":{"\#(SecurityEventToken.Event.submit.uri)":{}}}"#, .wrongKind),
        (#"{"sub":"case:1"}"#, .malformed), (#"{"sub":1}"#, .malformed), (#"{"iat":"today"}"#, .malformed),
        (#"{"iat":-1}"#, .malformed), (#"{"iat":1e300}"#, .malformed), (#"{"jti":"x"}"#, .malformed),
        (#"{"iss":"somebody"}"#, .wrongIssuer),
        (#"{"sub":"submission:8b7d7d5e-6f0a-4f0e-9d55-6a1f5a1c0b12"}"#, .wrongSubject),
        (#"{"txn":"case:8b7d7d5e-6f0a-4f0e-9d55-6a1f5a1c0b12"}"#, .wrongSubject),
    ])
    func `Signed but wrong claims are refused, with the reason`(changes: String, reason: TokenRefusal) async throws {
        let changed = try #require(try Independent.object(changes) as? [String: Any])
        let token = try await Self.foreign(Self.claims(changed))
        #expect(try await Self.verified(token) == .refused(reason))
    }

    @Test(arguments: [
        (["typ": "JWT"], TokenRefusal.wrongKind), (["typ": "destination-key+jwt"], .wrongKind),
        (["kid": "somebody-else"], .unknownKey), (["alg": "PS256"], .wrongAlgorithm),
        (["alg": "RS512"], .wrongAlgorithm),
    ])
    func `Wrong headers are refused, with the reason`(header: [String: String], reason: TokenRefusal) async throws {
        let token = try await Self.foreign(Self.claims(), header: header)
        #expect(try await Self.verified(token) == .refused(reason))
    }

    @Test func `A token without signature, or signed by somebody else under the same name, is refused`() async throws {
        let compact = try await Self.event().signed(with: TestKeys.signing(.subscriber))
        let parts = compact.split(separator: ".")
        #expect(try await Self.verified("\(parts[0]).\(parts[1]).") == .refused(.badSignature))
        let kid = try await TestKeys.publicKey(.subscriber, .verifying).kid
        let forged = try await Self.foreign(Self.claims(), header: ["kid": kid], key: .stranger)
        #expect(try await Self.verified(forged) == .refused(.badSignature))
        #expect(try await Self.verified(compact, .stranger) == .refused(.unknownKey))
        let none = Base64URL.text(Data(#"{"alg":"none","typ":"secevent+jwt","kid":"\#(kid)"}"#.utf8))
        #expect(try await Self.verified("\(none).\(parts[1]).") == .refused(.wrongAlgorithm))
    }

    @Test func `A token of the future is refused where the clock is trusted`() async throws {
        let compact = try await Self.event(issuedAt: Self.now + 301).signed(with: TestKeys.signing(.subscriber))
        #expect(try await Self.verified(compact) == .refused(.issuedInFuture))
        #expect(try await Self.verified(compact, now: Self.now + 1) != .refused(.issuedInFuture))
        #expect(try await Self.verified(compact, now: nil) != .refused(.issuedInFuture))
    }

    @Test(arguments: ["", ".", "..", "...", "a.b.c", "e30.e30.e30", String(repeating: "A", count: 70_000), "é.é.é"])
    func `What is no token is malformed`(text: String) async throws {
        #expect(try await Self.verified(text) == .refused(.malformed))
    }

    @Test func `Every refusal is a sentence`() {
        let all: [TokenRefusal] = [
            .malformed, .wrongAlgorithm, .wrongKind, .unknownKey, .badSignature, .wrongIssuer, .wrongSubject,
            .otherTags,
            .issuedInFuture, .notYetValid(Self.now), .expired(Self.now), .wrongDestination, .wrongTraining,
            .unusableKey("The key is not an RSA key."),
        ]
        #expect(Set(all.map(\.description)).count == all.count)
        #expect(all.allSatisfy { $0.description.hasSuffix(".") })
    }
}

@Suite struct TokenFuzzTests {
    @Test func `A flipped bit in any byte of a token is never believed, and never crashes`() async throws {
        let compact = Array(try await SecurityEventTokenTests.event().signed(with: TestKeys.signing(.subscriber)).utf8)
        let keys = [try await TestKeys.verification(.subscriber)]
        var believed = 0
        for bit in 0..<compact.count * 8 {
            var torn = compact
            torn[bit / 8] ^= 1 << (bit % 8)
            let token = String(decoding: torn, as: UTF8.self)
            let verification = SecurityEventToken.verify(
                token, with: keys, expecting: SecurityEventTokenTests.expectation, now: nil)
            if case .verified = verification { believed += 1 }
        }
        print("⇒ token: \(compact.count * 8) bits flipped, \(believed) believed")
        #expect(believed == 0)
    }
}
