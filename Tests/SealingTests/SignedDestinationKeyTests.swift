import Foundation
import Sealing
import Testing

@Suite struct SignedDestinationKeyTests {
    static let destination = UUID()
    static let now = Date(timeIntervalSince1970: 1_800_000_000)

    static func signed(
        destination: UUID = destination, key: JSONWebKey? = nil, from start: Date = now - 1000,
        to end: Date = now + 1000, training: Bool = false, by signer: TestKeys.Name = .root
    ) async throws -> SignedDestinationKey {
        let claims = SignedDestinationKey.Claims(
            destination: destination, key: try key ?? TestKeys.decryption(.desk).publicKey,
            verificationKeys: [try await TestKeys.publicKey(.subscriber, .verifying)], notBefore: start, notAfter: end,
            issuedAt: start, training: training)
        return try await SignedDestinationKey(signing: claims, with: TestKeys.signing(signer))
    }

    static func root() async throws -> SigningRoot {
        try await SigningRoot(TestKeys.publicKey(.root, .verifying))
    }

    static func verified(
        _ key: SignedDestinationKey, for destination: UUID = destination, training: Bool = false, at now: Date = now
    ) async throws -> SignedDestinationKey.Verification {
        try await key.verified(by: root(), for: destination, training: training, at: now)
    }

    @Test func `A key that leads to the root is trusted`() async throws {
        guard case .trusted(let key) = try await Self.verified(Self.signed()) else {
            Issue.record("It was refused.")
            return
        }
        #expect(try key.key == TestKeys.decryption(.desk).publicKey)
        #expect(try await key.verificationKeys == [TestKeys.publicKey(.subscriber, .verifying)])
        #expect(key.notAfter == Self.now + 1000 && key.destination == Self.destination)
    }

    @Test func `All else is refused, with the reason`() async throws {
        #expect(try await Self.verified(Self.signed(by: .stranger)) == .refused(.unknownKey))
        #expect(try await Self.verified(Self.signed(), for: UUID()) == .refused(.wrongDestination))
        #expect(try await Self.verified(Self.signed(), training: true) == .refused(.wrongTraining))
        #expect(try await Self.verified(Self.signed(training: true)) == .refused(.wrongTraining))
        let (start, end) = (Self.now - 1000, Self.now + 1000)
        #expect(try await Self.verified(Self.signed(), at: start - 1) == .refused(.notYetValid(start)))
        #expect(try await Self.verified(Self.signed(), at: end) == .refused(.expired(end)))
        #expect(try await Self.verified(SignedDestinationKey("nothing")) == .refused(.malformed))
        let wrong = try await TestKeys.publicKey(.subscriber, .verifying)
        #expect(
            try await Self.verified(Self.signed(key: wrong))
                == .refused(.unusableKey("The key's algorithm is not RSA-OAEP-256.")))
    }

    @Test func `A clock that was set back or forward by years changes nothing but the reason`() async throws {
        let key = try await Self.signed()
        for years in [-30.0, -1, 1, 100] {
            guard case .refused(let reason) = try await Self.verified(key, at: Self.now + years * 31_556_952) else {
                Issue.record("It was trusted.")
                continue
            }
            #expect(reason == (years < 0 ? .notYetValid(Self.now - 1000) : .expired(Self.now + 1000)))
        }
    }

    @Test func `An accept token is no key, and a key is no accept token`() async throws {
        let event = try await SecurityEventTokenTests.event().signed(with: TestKeys.signing(.root))
        #expect(try await Self.verified(SignedDestinationKey(event)) == .refused(.wrongKind))
        let key = try await Self.signed(by: .subscriber)
        #expect(try await SecurityEventTokenTests.verified(key.compact) == .refused(.wrongKind))
    }

    @Test func `Signed by a stranger under the root's name it is refused`() async throws {
        let payload = try await Self.signed().compact.split(separator: ".")[1]
        let claims = try JSONSerialization.jsonObject(with: try #require(Base64URL.decode(String(payload))))
        let forged = try await SecurityEventTokenTests.foreign(
            try #require(claims as? [String: Any]),
            header: ["typ": "destination-key+jwt", "kid": TestKeys.publicKey(.root, .verifying).kid], key: .stranger)
        #expect(try await Self.verified(SignedDestinationKey(forged)) == .refused(.badSignature))
    }
}
