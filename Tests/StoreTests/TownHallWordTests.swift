import Foundation
import Sealing
import Secrets
import Store
import StoreFaults
import Testing

/// What lies in the outbox as the town hall's word, and what of it is believed.
@Suite struct TownHallWordTests {
    private static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../SealingTests/Fixtures/keys.json")

    private static func der(_ name: String) throws -> SecretBytes {
        let json = try JSONSerialization.jsonObject(with: Data(contentsOf: fixtures)) as? [String: [String: Any]]
        return SecretBytes(copying: Data(base64Encoded: json?[name]?["pkcs8"] as? String ?? "") ?? Data())
    }

    private static let now = Date()

    private static func token(
        _ event: SecurityEventToken.Event, about record: SealedRecord, by key: borrowing SigningKey,
        from issuer: UUID? = nil, tags: AuthenticationTags? = nil, at time: Date = now
    ) throws -> Data {
        let token = SecurityEventToken(
            issuer: (issuer ?? record.destination).uuidString.lowercased(), issuedAt: time, submission: UUID(),
            case: UUID(), event: event, authenticationTags: tags ?? record.tags)
        return Data(try token.signed(with: key).utf8)
    }

    /// A case that the messenger says was accepted, with this token.
    private static func standing(
        _ trust: IssuerKeys, destination: UUID, _ make: (SealedRecord, SealedRecord) throws -> Data
    ) throws -> ReceiptStanding {
        var standing = ReceiptStanding.none
        try Place.with { place in
            let store = try place.open()
            var records: [SealedRecord] = []
            for _ in 0..<2 {
                let session = try place.session(events: 1, in: store).id
                let entry = try store.confirm(session, at: .now()) { counter in
                    let plain = Place.sealedCase(counter: counter)
                    return ConfirmedCase(
                        reference: plain.reference, service: plain.service,
                        sealed: SealedCase(
                            destination: destination, keyID: "k", serviceIdentifier: plain.sealed.serviceIdentifier,
                            encryptedMetadata: Data("a.b.c.d.meta\(counter)".utf8),
                            encryptedData: Data("a.b.c.d.data\(counter)".utf8),
                            attachments: [SealedAttachment(id: UUID(), content: Data("a.b.c.d.att\(counter)".utf8))]))
                }.sealed
                records.append(try #require(try store.journal.sealedRecord(of: entry.reference)))
            }
            let token = try make(records[0], records[1])
            let reference = records[0].reference
            try store.outbox.take(.created(submission: UUID(), caseID: UUID(), epoch: nil), of: reference, at: .now())
            try store.outbox.take(.submitted, of: reference, at: .now())
            try store.outbox.take(.accepted(token: token), of: reference, at: .now())
            standing = try store.standing(of: reference, trusting: trust, now: now)
            #expect(try store.standing(of: "NOPE", trusting: trust, now: now) == .none)
        }
        return standing
    }

    @Test
    func
        `A receipt counts when the destination has signed it about what was sealed; a lying messenger is not believed`()
        async throws
    {
        let root = try await SigningKey(der: Self.der("root"))
        let desk = try await SigningKey(der: Self.der("subscriber"))
        let stranger = try await SigningKey(der: Self.der("stranger"))
        let destination = UUID()
        func signed(_ id: UUID, _ key: JSONWebKey) throws -> SignedDestinationKey {
            try SignedDestinationKey(
                signing: .init(
                    destination: id, key: DecryptionKey(der: Self.der("desk")).publicKey, verificationKeys: [key],
                    notBefore: Self.now - 9000, notAfter: Self.now - 10, issuedAt: Self.now - 9000), with: root)
        }
        let other = UUID()
        // The key's time is over: what was signed while it lasted still counts.
        let trust = await IssuerKeys(
            root: try await SigningRoot(root.publicKey),
            signed: [try signed(destination, desk.publicKey), try signed(other, stranger.publicKey)])
        func standing(_ make: (SealedRecord, SealedRecord) throws -> Data) throws -> ReceiptStanding {
            try Self.standing(trust, destination: destination, make)
        }
        guard case .received = try standing({ record, _ in try Self.token(.accept, about: record, by: desk) }) else {
            Issue.record("The town hall's own word was not believed.")
            return
        }
        var refused = 0
        func expectRefused(_ reason: TokenRefusal, _ make: (SealedRecord, SealedRecord) throws -> Data) throws {
            #expect(try standing(make) == .refused(reason))
            refused += 1
        }
        try expectRefused(.unknownKey) { record, _ in try Self.token(.accept, about: record, by: stranger) }
        try expectRefused(.unknownKey) { record, _ in
            try Self.token(.accept, about: record, by: stranger, from: other)
        }
        try expectRefused(.wrongIssuer) { record, _ in try Self.token(.accept, about: record, by: desk, from: other) }
        try expectRefused(.otherTags) { _, second in
            try Self.token(.accept, about: second, by: desk, from: destination)
        }
        try expectRefused(.wrongKind) { record, _ in try Self.token(.submit, about: record, by: desk) }
        try expectRefused(.wrongKind) { record, _ in try Self.token(.reject, about: record, by: desk) }
        try expectRefused(.issuedInFuture) { record, _ in
            try Self.token(.accept, about: record, by: desk, at: Self.now + 86_400)
        }
        try expectRefused(.malformed) { _, _ in Data("accepted, honestly".utf8) }
        print("⇒ receipts: \(refused) forged ones refused, 1 believed")
    }

    @Test func `A messenger that changes the outbox's own words about a case does not change what was sealed`()
        async throws
    {
        try Place.with { place in
            let store = try place.open()
            let session = try place.session(events: 1, in: store).id
            let entry = try place.confirm(session, in: store)
            let record = try store.journal.sealedRecord(of: entry.reference)
            #expect(record == SealedRecord(entry) && record?.tags == entry.authenticationTags)
        }
    }

    @Test func `Messages are kept sealed; what is not believed is set aside, within bounds, and can be believed later`()
        throws
    {
        try Place.with { place in
            let store = try place.open()
            func opened(_ id: UUID) -> MailboxMessage {
                MailboxMessage(
                    id: id, kind: .question, issuer: .root, device: "d", issuedAt: Self.now, reference: "ABC1000001",
                    content: Data("{}".utf8))
            }
            func arrive(_ name: String) throws -> SealedMessage {
                try store.outbox.store(message: name, sealed: Data("jwe \(name)".utf8), at: .now())
                return try #require(try store.outbox.messages().first { $0.name == name })
            }
            let id = UUID()
            #expect(try store.journal.keep(arrive("a"), as: opened(id)))
            // The same message under another name, and again under the same.
            #expect(try !store.journal.keep(arrive("b"), as: opened(id)))
            #expect(try !store.journal.keep(arrive("a"), as: opened(UUID())))
            for number in 0..<130 { try store.journal.setAside(arrive("x\(number)"), because: "forged") }
            let kept = try store.journal.messages()
            #expect(kept.count == 101 && kept[0].sealed == Data("jwe a".utf8))
            #expect(kept[0].finding == .verified(kind: .question, id: id, reference: "ABC1000001"))
            #expect(kept.dropFirst().allSatisfy { $0.finding == .setAside(reason: "forged") })
            #expect(kept.last?.name == "x129")
            let late = UUID()
            #expect(try store.journal.believe(kept[100], as: opened(late)))
            #expect(try !store.journal.believe(kept[99], as: opened(late)))
            let after = try store.journal.messages()
            #expect(after.last?.finding == .verified(kind: .question, id: late, reference: "ABC1000001"))
            try store.journal.remove(message: "a")
            #expect(try store.journal.messages().count == 100)
        }
    }
}
