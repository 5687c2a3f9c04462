import Foundation
import Sealing
import Secrets
import Synchronization
import Testing

@Suite struct CaseSealerTests {
    static let session = UUID()
    static let schema = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Fixtures/metadata-2.1.0.schema.json")

    static let header = CaseHeader(
        reference: "KT7A222223QR", serviceIdentifier: "urn:de:fim:leika:leistung:99115005104000",
        schemaUri: "https://example.org/schema/anmeldung.json", applicationDate: "2026-11-22",
        replyChannel: .eMail(address: "anna@example.org"),
        author: .init(name: "Terminal 7", product: .init(name: "Bürgerterminal", version: "0.5", manufacturer: "–")))

    static let answers = Data(#"{"familienname":"Müller-Lüdenscheidt"}"#.utf8)

    static func sealer(
        at now: Date = SignedDestinationKeyTests.now, training: Bool = false
    ) async throws -> CaseSealer {
        CaseSealer(
            key: try await SignedDestinationKeyTests.signed(), root: try await SignedDestinationKeyTests.root(),
            destination: SignedDestinationKeyTests.destination, training: training, now: { now })
    }

    static func assembly(
        _ content: Data, id: UUID = UUID(), size: Int? = nil, mimeType: String = "application/pdf"
    ) throws -> AttachmentAssembly {
        let key = SessionKey()
        let journal = AttachmentCipher(attachment: id, session: session, key: key)
        var assembly = try AttachmentAssembly(
            id: id, purpose: .form, mimeType: mimeType, filename: "Antrag.pdf", size: size ?? content.count,
            cipher: AttachmentCipher(attachment: id, session: session, key: key))
        let count = AttachmentCipher.chunkCount(forBytes: content.count)
        for index in 0..<count {
            let chunk = content.dropFirst(index * AttachmentCipher.chunkSize).prefix(AttachmentCipher.chunkSize)
            try assembly.add(journal.seal(chunk, index: index, isLast: index == count - 1))
        }
        return assembly
    }

    static func sealedCase(_ sealer: CaseSealer, _ contents: [Data] = []) throws -> SealedCase? {
        var prepared: [PreparedAttachment] = []
        for content in contents {
            guard case .sealed(let attachment) = try sealer.seal(assembly(content)) else { return nil }
            prepared.append(attachment)
        }
        guard
            case .sealed(let sealed) = try sealer.seal(
                data: SecretBytes(copying: answers), header: header, attachments: prepared)
        else { return nil }
        return sealed
    }

    static func opened(_ token: Data) throws -> Data {
        try JWE.open(token, with: TestKeys.decryption(.desk)).plaintext.withUnsafeBytes { Data($0) }
    }

    @Test func `The town hall opens what was sealed, and every hash is right`() async throws {
        let contents = [Data("%PDF-1.7".utf8), Data(repeating: 3, count: 2 * AttachmentCipher.chunkSize + 5), Data()]
        let sealed = try #require(try Self.sealedCase(await Self.sealer(), contents))
        #expect(try Self.opened(sealed.encryptedData) == Self.answers)
        let metadata = try JSONDecoder().decode(CaseMetadata.self, from: Self.opened(sealed.encryptedMetadata))
        #expect(metadata.contentStructure.data.hash == .init(ContentHash(of: Self.answers)))
        #expect(metadata.additionalReferenceInfo?.senderReference == Self.header.reference)
        #expect(sealed.attachments.count == 3)
        for ((attachment, described), content) in zip(
            zip(sealed.attachments, metadata.contentStructure.attachments), contents)
        {
            #expect(try Self.opened(attachment.content) == content)
            #expect(described.hash == .init(ContentHash(of: content)))
            #expect(described.attachmentId == attachment.id.uuidString.lowercased())
        }
        let tags = sealed.authenticationTags
        #expect(tags.data.count == 22 && sealed.encryptedData.suffix(22) == Data(tags.data.utf8))
        #expect(tags.attachments.count == 3)
    }

    @Test func `The metadata follow the schema 2 1 0, in every form that they take`() throws {
        let hash = CaseMetadata.Hash(ContentHash(of: Data("abc".utf8)))
        let channels: [CaseMetadata.ReplyChannel?] = [
            nil, .eMail(address: "a@example.org"), .deMail(address: "a@example.org"), .elster(accountId: "1"),
            .idBundDeMailbox(mailboxUuid: UUID()),
        ]
        var documents: [CaseMetadata] = channels.map { channel in
            CaseMetadata(
                contentStructure: .init(
                    data: .init(hash: hash, submissionSchema: .init(schemaUri: "https://example.org/s.json")),
                    attachments: CaseMetadata.Purpose.allCases.map {
                        .init(
                            attachmentId: UUID(), purpose: $0, mimeType: "image/svg+xml", hash: hash, filename: "ü.svg")
                    }), replyChannel: channel, additionalReferenceInfo: .init(senderReference: "KT7A222223QR"),
                author: Self.header.author)
        }
        documents[0].paymentInformation = .init(
            transactionReference: "Kassenzeichen 7", transactionId: "9xxd-432x", paymentMethod: .other, status: .booked)
        documents[1].additionalReferenceInfo?.applicationDate = "2026-11-22"
        let faults = try Independent.ask(
            documents.map { document in
                [
                    "ask": "validate", "schema": Self.schema.path,
                    "document": String(decoding: try JSONEncoder().encode(document), as: UTF8.self),
                ]
            })
        for fault in faults { #expect(fault as? [String] == []) }
        for document in documents {
            #expect(try JSONDecoder().decode(CaseMetadata.self, from: JSONEncoder().encode(document)) == document)
        }
        let wrong = try Independent.ask(["ask": "validate", "schema": Self.schema.path, "document": "{}"])
        #expect((wrong as? [String])?.count == 2)
    }

    @Test func `What a sealed case tells follows the schema too`() async throws {
        let sealed = try #require(try Self.sealedCase(await Self.sealer(), [Data([1])]))
        let faults = try Independent.ask([
            "ask": "validate", "schema": Self.schema.path,
            "document": String(decoding: try Self.opened(sealed.encryptedMetadata), as: UTF8.self),
        ])
        #expect(faults as? [String] == [])
    }

    @Test func `SHA-512 is that of FIPS 180-2`() {
        #expect(
            ContentHash(of: Data("abc".utf8)).hexadecimal == """
                ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a\
                2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f
                """)
    }

    @Test func `Nothing is sealed to a key that may not be used, and the reason is told`() async throws {
        let end = SignedDestinationKeyTests.now + 1000
        let late = try await Self.sealer(at: end)
        let outcome = try late.seal(data: SecretBytes(copying: Self.answers), header: Self.header)
        guard case .refused(.expired(end)) = outcome else {
            Issue.record("It was sealed, or refused for another reason.")
            return
        }
        guard case .refused(.expired(end)) = try late.seal(Self.assembly(Data([1]))) else {
            Issue.record("The attachment was sealed.")
            return
        }
        guard case .refused(.wrongTraining) = try await Self.sealer(training: true).verification() else {
            Issue.record("A training case goes to a real destination.")
            return
        }
    }

    @Test func `The key is looked at again at every use`() async throws {
        let day = Atomic<Int>(0)
        let start = SignedDestinationKeyTests.now
        let sealer = CaseSealer(
            key: try await SignedDestinationKeyTests.signed(), root: try await SignedDestinationKeyTests.root(),
            destination: SignedDestinationKeyTests.destination, training: false,
            now: { start + Double(day.load(ordering: .relaxed)) * 86400 })
        #expect(try Self.sealedCase(sealer) != nil)
        day.store(1, ordering: .relaxed)
        #expect(try Self.sealedCase(sealer) == nil)
    }

    @Test func `An attachment that is not whole is not sealed`() async throws {
        let sealer = try await Self.sealer()
        let size = AttachmentCipher.chunkSize + 1
        #expect(throws: SealingError.notAuthentic) { _ = try Self.assembly(Data(count: 1), size: size) }
        #expect(throws: SealingError.malformed("attachment")) {
            _ = try sealer.seal(Self.assembly(Data(count: 5), size: 4))
        }
        #expect(throws: SealingError.malformed("attachment")) {
            _ = try sealer.seal(Self.assembly(Data(count: 3), size: 4))
        }
        #expect(throws: SealingError.outOfOrder) {
            let key = SessionKey()
            _ = try sealer.seal(
                AttachmentAssembly(
                    id: UUID(), purpose: .attachment, mimeType: "a/b", size: 1,
                    cipher: AttachmentCipher(attachment: UUID(), session: Self.session, key: key)))
        }
        #expect(throws: SealingError.tooLarge(bound: AttachmentAssembly.bound)) {
            _ = try Self.assembly(Data(), size: AttachmentAssembly.bound + 1)
        }
        for mimeType in ["", "pdf", "a/b/c", "a b/c", "ä/b", "/b"] {
            #expect(throws: SealingError.malformed("attachment")) {
                _ = try Self.assembly(Data(), mimeType: mimeType)
            }
        }
    }

    @Test(arguments: [
        "", "urn:de:fim:leika:leistung:123", "urn:de:fim:leika:leistung:9911500510400x", "99115005104000",
    ])
    func `A service identifier that is none is refused`(identifier: String) async throws {
        var header = Self.header
        header.serviceIdentifier = identifier
        let sealer = try await Self.sealer()
        #expect(throws: SealingError.malformed("service identifier")) {
            _ = try sealer.seal(data: SecretBytes(copying: Self.answers), header: header)
        }
    }

    @Test func `Descriptions say nothing of a case`() async throws {
        let sealed = try #require(try Self.sealedCase(await Self.sealer(), [Data([1])]))
        let metadata = try JSONDecoder().decode(CaseMetadata.self, from: Self.opened(sealed.encryptedMetadata))
        for text in ["\(sealed)", "\(Self.header)", "\(metadata)", String(reflecting: metadata)] {
            #expect(!text.contains("anna") && !text.contains("KT7A") && text.count < 80)
        }
    }
}
