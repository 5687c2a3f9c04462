import Foundation
import Sealing
import Secrets
import SubmissionAPI
import SubmissionClient
import Testing
import TownSupport

/// Device, delivery service and desk together: the built programs over TLS on the loopback.
@Suite(.serialized) final class JoinedTests {
    let path = NSTemporaryDirectory() + "joined-\(UUID().uuidString)"
    private var town: String { path + "/town" }

    init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The delivery service, until the closure ends.
    private func serving(
        with bundle: EnrolmentBundle, _ body: (SubmissionClient) async throws -> Void
    ) async throws {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
            .deletingLastPathComponent().appendingPathComponent("rathaus")
        process.arguments = ["serve", "--dir", town, "--host", "127.0.0.1"]
        process.standardOutput = pipe
        try process.run()
        defer {
            process.terminate()
            process.waitUntilExit()
        }
        #expect(String(decoding: pipe.fileHandleForReading.availableData, as: UTF8.self).contains("listening on"))
        let client = try SubmissionClient(
            ServiceAccount(
                tokenURL: bundle.tokenUrl, submissionURL: bundle.submissionApiUrl, mailbox: bundle.mailbox,
                clientID: bundle.clientId, clientSecret: bundle.clientSecret, authorities: bundle.caCertificate))
        do {
            try await body(client)
            await client.close()
        } catch {
            await client.close()
            throw error
        }
    }

    private func deliver(
        _ sealed: SealedCase, with client: SubmissionClient
    ) async throws -> (submission: ResourceID, case: ResourceID) {
        let created = await client.create(
            Announcement(
                destinationId: ResourceID(sealed.destination),
                announcedAttachments: sealed.attachments.map { ResourceID($0.id) },
                publicService: PublicService(identifier: sealed.serviceIdentifier)))
        let announced = try #require(created.answer, "\(created.word)")
        for attachment in sealed.attachments {
            let content = StreamedContent(byteCount: attachment.content.count) {
                var rest: Data? = attachment.content
                return {
                    defer { rest = nil }
                    return rest
                }
            }
            let put = try await client.put(
                attachment: ResourceID(attachment.id), of: announced.submissionId, content)
            #expect(put.answer != nil, "\(put.word)")
        }
        let sent = await client.send(
            SubmissionContent(
                encryptedMetadata: String(decoding: sealed.encryptedMetadata, as: UTF8.self),
                encryptedData: String(decoding: sealed.encryptedData, as: UTF8.self)), as: announced.submissionId)
        #expect(sent.answer != nil, "\(sent.word)")
        return (announced.submissionId, announced.caseId)
    }

    /// The receipt of a case, as the device believes it.
    private func receipt(
        _ sealed: SealedCase, _ ids: (submission: ResourceID, case: ResourceID), _ client: SubmissionClient,
        _ trust: IssuerKeys
    ) async throws -> SecurityEventToken? {
        let events = try #require(await client.events(of: ids.case).answer)
        for compact in events {
            let verification = SecurityEventToken.verify(
                compact, with: trust.keys(of: sealed.destination),
                expecting: .init(
                    events: [.accept, .reject], issuer: sealed.destination.uuidString.lowercased(),
                    submission: ids.submission.uuid, case: ids.case.uuid,
                    authenticationTags: sealed.authenticationTags), now: Date())
            if case .verified(let token) = verification { return token }
        }
        return nil
    }

    @Test(.timeLimit(.minutes(5)))
    func
        `A case travels to the desk, its receipt and its decision travel back, and a rotation changes nothing of that`()
        async throws
    {
        let made = try Program.rathaus.run(
            "init", "--dir", town, "--office", "bauhof", "--host", "localhost", "--port", "\(try FreePort.find())",
            "--config", Program.configuration)
        #expect(made.status == 0, "\(made.errors)")
        let json = try Program.rathaus.run("enrol", "--dir", town, "--name", "K7").output
        let bundle = try EnrolmentBundle(json: Data(json.utf8))
        let device = try DecryptionKey()
        let key = String(decoding: try JSONEncoder().encode(device.publicKey), as: UTF8.self)
        #expect(try Program.rathaus.run("enrol", "--dir", town, "--name", "K7", "--device-key", key).status == 0)
        let root = try await SigningRoot(bundle.signingRoot)
        let destination = try #require(UUID(uuidString: bundle.destinationId))
        func sealed(_ reference: String, _ signed: String) throws -> SealedCase {
            let outcome = try CaseSealer(
                key: SignedDestinationKey(signed), root: root, destination: destination, training: false,
                now: { Date() }
            ).seal(
                data: SecretBytes(copying: Array(#"{"anliegen":"Laterne"}"#.utf8)),
                header: CaseHeader(
                    reference: reference, serviceIdentifier: "urn:de:fim:leika:leistung:00000000000000",
                    schemaUri: "https://example.org/schema/1"))
            guard case .sealed(let sealed) = outcome else { throw CocoaError(.coderInvalidValue) }
            return sealed
        }
        try await serving(with: bundle) { client in
            let first = try sealed("KFRA2221XY", try #require(bundle.destinationKeys.first))
            let ids = try await self.deliver(first, with: client)
            let again = try await self.deliver(first, with: client)
            let desk = try Program.rathaus.run("desk", "run", "--once", "--dir", self.town)
            #expect(desk.status == 0, "\(desk.output)\(desk.errors)")
            #expect(desk.output.contains("1 taken in, 1 here already, 0 rejected"), "\(desk.output)")
            var trust = await IssuerKeys(root: root, signed: bundle.destinationKeys.map { SignedDestinationKey($0) })
            #expect(try await self.receipt(first, ids, client, trust)?.event == .accept)
            #expect(try await self.receipt(first, again, client, trust)?.event == .accept)

            // The office decides, and its keys are rotated: both reach the mailbox.
            #expect(
                try Program.rathaus.run(
                    "desk", "decide", "--dir", self.town, "KFRA2221XY", "--outcome", "granted", "--reason", "Gut."
                ).status == 0)
            #expect(try Program.rathaus.run("rotate-keys", "--dir", self.town, "--office", "bauhof").status == 0)
            let told = try Program.rathaus.run("desk", "run", "--once", "--dir", self.town)
            #expect(told.output.contains("2 messages told"), "\(told.output)\(told.errors)")
            let page = try #require(await client.messages(after: 0).answer)
            var keys: [String] = []
            var kinds: [MailboxMessage.Kind] = []
            for entry in page.messages {
                let opening = try MailboxMessage.open(
                    Data(entry.sealed.utf8), with: device, trusting: trust, now: Date())
                guard case .verified(let message) = opening else {
                    Issue.record("\(opening)")
                    continue
                }
                kinds.append(message.kind)
                if message.kind == .destinationKeys {
                    keys = try JSONDecoder().decode(SignedKeys.self, from: message.content).destinationKeys
                }
            }
            #expect(Set(kinds) == [.decision, .destinationKeys])

            // A case to the old key and one to the new.
            let old = try sealed("KFRA2222XY", try #require(bundle.destinationKeys.first))
            let new = try sealed("KFRA2223XY", try #require(keys.first))
            #expect(old.keyID != new.keyID)
            trust = await IssuerKeys(
                root: root, signed: (bundle.destinationKeys + keys).map { SignedDestinationKey($0) })
            for one in [old, new] {
                let delivered = try await self.deliver(one, with: client)
                #expect(try Program.rathaus.run("desk", "run", "--once", "--dir", self.town).status == 0)
                #expect(try await self.receipt(one, delivered, client, trust)?.event == .accept)
            }
        }
    }
}
