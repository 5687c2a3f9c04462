import Catalogue
import ClerkDesk
import DeskFaults
import Foundation
import Sealing
import Secrets
import SubmissionAPI
import SubmissionClient
import Testing

@Suite struct OfficeTests {
    private static let now: Int64 = 1_795_000_000

    private func outgoing(_ bench: Bench, _ service: FolderService) async throws -> Outgoing {
        Outgoing(
            through: service, keyrings: try await bench.desk.keyrings(),
            root: try await SigningRoot(bench.desk.directory.rootPublicKey()), from: bench.store, now: { Date() })
    }

    private func certificate(signedBy signer: TestDesk.KeyName) async throws -> String {
        let key = try TestDesk.decryption(.device).publicKey
        let root = try await TestDesk.signing(signer)
        return try DeviceCertificate(name: "K7", key: key, issuedAt: Date(), with: root).compact
    }

    private func open(_ sealed: Data, _ bench: Bench) async throws -> MailboxMessage {
        let device = try TestDesk.decryption(.device)
        let root = try await SigningRoot(bench.desk.directory.rootPublicKey())
        let signed = try bench.desk.directory.offices().flatMap(\.generations).map { SignedDestinationKey($0.signed) }
        let opening = try MailboxMessage.open(
            sealed, with: device, trusting: await IssuerKeys(root: root, signed: signed), now: Date())
        guard case .verified(let message) = opening else {
            Issue.record("The message is not believed: \(opening)")
            throw CocoaError(.coderInvalidValue)
        }
        return message
    }

    @Test func `A question and a decision reach the device, sealed to it and signed by the office`() async throws {
        let bench = try await Bench()
        var service = try bench.service()
        try service.put(TestCase("KFRA2221XY").sent(to: bench.key))
        _ = try await bench.intake(service).round()
        try bench.store.ask(
            bench.find("KFRA2221XY"), QuestionContent(question: "Welche Farbe?", date: "2026-12-01"),
            by: .user("anna"), at: Int64(Date().timeIntervalSince1970))
        try bench.store.decide(
            bench.find("KFRA2221XY"), DecisionContent(outcome: .granted, reason: "Alles da.", date: "2026-12-01"),
            by: .user("anna"), at: Int64(Date().timeIntervalSince1970))
        // No certificate yet: nothing is told, nothing is lost.
        #expect(try await outgoing(bench, service).round() == 0)
        #expect(try bench.store.outgoingCount() == 2)
        service.certificate = try await certificate(signedBy: .root)
        // The answer to the first message is lost: the repeat is the same ciphertext, which the service recognises.
        var deaf = service
        deaf.fault = { call, isDone in call == .message && isDone ? .cutOff : nil }
        #expect(try await outgoing(bench, deaf).round() == 0)
        #expect(try await outgoing(bench, service).round() == 2)
        #expect(try bench.store.outgoingCount() == 0)
        #expect(service.messages.count == 2)
        var kinds: Set<MailboxMessage.Kind> = []
        for sealed in service.messages {
            let message = try await open(sealed, bench)
            #expect(message.reference == "KFRA2221XY")
            #expect(message.issuer == .destination(TestDesk.destination.uuid))
            kinds.insert(message.kind)
            if message.kind == .decision {
                let content = try JSONDecoder().decode(DecisionContent.self, from: message.content)
                #expect(content.outcome == .granted && content.reason == "Alles da.")
            }
        }
        #expect(kinds == [.question, .decision])
        #expect(try bench.store.steps(of: bench.find("KFRA2221XY")).map(\.kind) == [.asked, .decided])
    }

    @Test func `What was told is told again, word for word, when the service was put back from a copy`() async throws {
        let bench = try await Bench()
        var service = try bench.service()
        try service.put(TestCase("KFRA2221XY").sent(to: bench.key))
        service.certificate = try await certificate(signedBy: .root)
        let office = DeskService(
            subscription: service, shelf: KeyShelf(bench.desk.directory),
            root: try await SigningRoot(bench.desk.directory.rootPublicKey()), store: bench.store,
            services: KnownServices([]), now: { Date() })
        #expect(try await office.round().intake.taken == 1)
        try bench.store.decide(
            bench.find("KFRA2221XY"), DecisionContent(outcome: .granted, reason: "Alles da.", date: "2026-12-01"),
            by: .user("anna"), at: Int64(Date().timeIntervalSince1970))
        #expect(try await office.round().told == 1)
        let told = service.messages
        #expect(try await office.round().told == 0)
        try service.putBack()
        #expect(service.messages.isEmpty)
        #expect(try await office.round().told == 1)
        #expect(service.messages == told && told.count == 1)
        #expect(try await office.round().told == 0)
    }

    @Test func `Nothing is sealed to a device that the root has not certified`() async throws {
        let bench = try await Bench()
        var service = try bench.service()
        try service.put(TestCase("KFRA2221XY").sent(to: bench.key))
        _ = try await bench.intake(service).round()
        try bench.store.ask(
            bench.find("KFRA2221XY"), QuestionContent(question: "?", date: "2026-12-01"), by: .user("anna"),
            at: Int64(Date().timeIntervalSince1970))
        service.certificate = try await certificate(signedBy: .stranger)
        #expect(try await outgoing(bench, service).round() == 0)
        #expect(service.messages.isEmpty)
        #expect(try bench.store.outgoingCount() == 1)
    }

    @Test func `Of two clerks with the same case the second is told, and nothing of the first is lost`() async throws {
        let bench = try await Bench()
        let service = try bench.service()
        try service.put(TestCase("KFRA2221XY").sent(to: bench.key))
        _ = try await bench.intake(service).round()
        let (first, second) = (try bench.find("KFRA2221XY"), try bench.find("KFRA2221XY"))
        let decision = DecisionContent(outcome: .refused, reason: "Zu spät.", date: "2026-12-01")
        try bench.store.decide(first, decision, by: .user("anna"), at: Self.now)
        #expect(throws: DeskError.changedMeanwhile) {
            try bench.store.decide(second, decision, by: .user("bert"), at: Self.now)
        }
        #expect(throws: DeskError.self) {
            try bench.store.decide(bench.find("KFRA2221XY"), decision, by: .user("bert"), at: Self.now)
        }
        #expect(try bench.store.steps(of: bench.find("KFRA2221XY")).map(\.who) == ["user:anna"])
        #expect(try bench.store.outgoingCount() == 1)
    }

    @Test func `Cases sealed to the old key and to the new one are opened, and both are acknowledged`() async throws {
        let bench = try await Bench()
        let service = try bench.service()
        let old = try TestCase("KFRA2221XY").sent(to: bench.key)
        var office = try bench.desk.directory.office("buergerbuero")
        office.add(try await TestDesk.generation(.stranger))
        try bench.desk.directory.store([office])
        let new = try TestCase("KFRA2222XY").sent(to: office.current.decryption)
        for sent in [old, new] { try service.put(sent) }
        #expect(try await bench.intake(service).round().taken == 2)
        for sent in [old, new] { #expect(try await bench.receipt(sent, in: service).event == .accept) }
        #expect(office.publicKeys.count == 3)
    }

    @Test func `A desk that has not heard of a rotation makes the new case wait, and its next round opens it`()
        async throws
    {
        let bench = try await Bench()
        let service = try bench.service()
        let before = try await bench.intake(service)
        let shelf = KeyShelf(bench.desk.directory)
        #expect(try await shelf.keyrings().first?.office.generations.count == 1)
        var office = try bench.desk.directory.office("buergerbuero")
        office.add(try await TestDesk.generation(.stranger))
        try bench.desk.directory.store([office])
        try service.put(TestCase("KFRA2222XY").sent(to: office.current.decryption))
        let stale = try await before.round()
        #expect(stale.waiting == 1 && stale.rejected == 0)
        let desk = DeskService(
            subscription: service, shelf: shelf, root: try await SigningRoot(bench.desk.directory.rootPublicKey()),
            store: bench.store, services: KnownServices([]), now: { Date() })
        #expect(try await desk.round().intake.taken == 1)
    }

    @Test func `New keys are made, kept and signed; the key that signs stays`() async throws {
        let bench = try await Bench()
        let root = try await TestDesk.signing(.root)
        let office = try bench.desk.directory.office("buergerbuero")
        let now = Date()
        let next = try await KeyMaking(directory: bench.desk.directory, now: now).nextGeneration(
            of: office, signing: false, validDays: 10, root: root)
        #expect(next.decryption != office.current.decryption)
        #expect(next.signing == office.current.signing)
        #expect(try bench.desk.directory.decryptionKey(next.decryption.kid).publicKey == next.decryption)
        let trust = try await SigningRoot(root.publicKey)
        let verification = SignedDestinationKey(next.signed).verified(
            by: trust, for: TestDesk.destination.uuid, training: false, at: now + 9 * 86400)
        guard case .trusted(let trusted) = verification else {
            Issue.record("\(verification)")
            return
        }
        #expect(trusted.key == next.decryption)
        #expect(trusted.verificationKeys == [office.current.signing])
        let late = SignedDestinationKey(next.signed).verified(
            by: trust, for: TestDesk.destination.uuid, training: false, at: now + 11 * 86400)
        #expect(late == .refused(.expired(Date(timeIntervalSince1970: TimeInterval(next.notAfter)))))
    }

    @Test func `The copy opens with its passphrase only, holds the same keys, and tells what it has not`() async throws
    {
        let bench = try await Bench(passphrase: "correct horse battery")
        let file = try KeyBackup(of: bench.desk.directory, now: Date()).write(into: bench.path + "/copy")
        let passphrase = SecretBytes(copying: Array("correct horse battery".utf8))
        let whole = try KeyBackup(file: file).compare(with: bench.desk.directory, passphrase: passphrase)
        #expect(whole.stale.isEmpty && whole.opened == ["buergerbuero"] && whole.holdsRoot)
        let wrong = SecretBytes(copying: Array("correct horse batterz".utf8))
        #expect(throws: DeskError.wrongPassphrase) {
            try KeyBackup(file: file).compare(with: bench.desk.directory, passphrase: wrong)
        }
        // A key that came later is not in it.
        var office = try bench.desk.directory.office("buergerbuero")
        office.add(try await TestDesk.generation(.stranger))
        try bench.desk.directory.store([office])
        let stale = try KeyBackup(file: file).compare(with: bench.desk.directory, passphrase: passphrase)
        #expect(stale.stale.contains("desk/offices.json"))
        #expect(stale.opened.isEmpty)
        // The desk is lost: the copy makes it anew.
        let elsewhere = DeskDirectory(bench.path + "/elsewhere")
        let restored = try KeyBackup(file: file).restore(into: elsewhere, passphrase: passphrase)
        #expect(restored == whole.files)
        #expect(try elsewhere.decryptionKey(bench.key.kid).publicKey == bench.key)
        var json = try String(contentsOfFile: file, encoding: .utf8)
        json = json.replacing(#/"sealed" : "(.)/#, with: { $0.1 == "A" ? "\"sealed\" : \"B" : "\"sealed\" : \"A" })
        try json.write(toFile: file, atomically: true, encoding: .utf8)
        #expect(throws: DeskError.wrongPassphrase) {
            try KeyBackup(file: file).compare(with: bench.desk.directory, passphrase: passphrase)
        }
    }

    @Test func `What is past its days is deleted with everything of it, and the log keeps its reference`() async throws
    {
        let bench = try await Bench()
        let service = try bench.service()
        let services = try KnownServices(#require(TestServices.configuration).services)
        var short = TestCase("KFRA2221XY", attachments: 1)
        short.data = TestServices.payload()
        short.schemaURI = TestServices.schemaURI
        try service.put(short.sent(to: bench.key))
        var unknown = TestCase("KFRA2222XY")
        unknown.service = "urn:de:fim:leika:leistung:00000000000000"
        try service.put(unknown.sent(to: bench.key))
        let accepted = Date(timeIntervalSince1970: TimeInterval(Self.now))
        #expect(try await bench.intake(service, services: services, at: accepted).round().taken == 2)
        let days: Int64 = 1095
        #expect(try bench.find("KFRA2221XY").keptUntil == Self.now + days * 86400)
        #expect(try bench.store.deleteOverdue(at: Self.now + days * 86400 - 1) == 0)
        #expect(try bench.store.deleteOverdue(at: Self.now + days * 86400) == 1)
        #expect(throws: DeskError.noCase) { try bench.find("KFRA2221XY") }
        #expect(try bench.store.count() == 1)
        #expect(try bench.store.countKeptForEver() == 1)
        let line = try #require(try bench.store.audit().first { $0.what == .deleted })
        #expect(line.reference == "KFRA2221XY" && line.who == "retention")
    }

    @Test func `A file that others can read is not used`() async throws {
        let bench = try await Bench()
        let file = bench.desk.directory.desk + "/keys/\(bench.key.kid).der"
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file)
        #expect(throws: DeskError.openToOthers(path: file)) {
            _ = try bench.desk.directory.decryptionKey(bench.key.kid)
        }
        #expect(throws: DeskError.exists(path: bench.desk.directory.desk)) {
            try bench.desk.directory.create()
        }
    }
}
