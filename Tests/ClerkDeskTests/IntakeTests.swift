import ClerkDesk
import DeskFaults
import Foundation
import Sealing
import Secrets
import SubmissionAPI
import SubmissionClient
import Synchronization
import Testing

@Suite struct IntakeTests {
    @Test func `A case is opened, stored and acknowledged, and the receipt repeats what was sent`() async throws {
        let bench = try await Bench()
        let service = try bench.service()
        let sent = try TestCase("KFRA2221XY", attachments: 3).sent(to: bench.key)
        try service.put(sent)
        let report = try await bench.intake(service).round()
        #expect(report.taken == 1 && report.told == 1 && report.waiting == 0)
        #expect(try await bench.receipt(sent, in: service).event == .accept)
        let entry = try bench.find("KFRA 2221 XY")
        let opened = try bench.store.data(of: entry)
        #expect(opened.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }.contains(TestCase.planted))
        #expect(entry.head.attachments.count == 3)
        for attachment in entry.head.attachments {
            let content = try bench.store.attachment(attachment.id, of: entry)
            #expect(content.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }.hasPrefix(TestCase.planted))
        }
        #expect(try await bench.intake(service).round().isIdle)
        #expect(bench.plaintexts() == 0)
    }

    @Test func `What a client of version 1 deflates is taken in, also without a reference`() async throws {
        let bench = try await Bench()
        let service = try bench.service()
        let sent = try TestCase(nil).sent(to: bench.key, .deflated)
        try service.put(sent)
        #expect(try await bench.intake(service).round().taken == 1)
        let entry = try bench.find(sent.submission.caseId.description)
        #expect(entry.head.notes == [.unknownSchema, .withoutReference])
        #expect(try await bench.receipt(sent, in: service).event == .accept)
    }

    /// Ways to spoil a case, and the problem that each must lead to.
    enum Spoiling: String, CaseIterable {
        case flippedMetadata, flippedData, flippedAttachment, flippedKey, otherDataHash, otherAttachmentHash
        case unknownKey, metadataNoJSON, metadataWithoutHash, dataNoJSON, missingAttachment, foreignAttachment, bomb
        case metadataBomb, noJWE, shortHash

        var problem: String {
            switch self {
            case .flippedMetadata, .flippedData, .flippedAttachment, .flippedKey, .unknownKey: "encryption-issue"
            case .otherDataHash, .otherAttachmentHash: "hash-mismatch"
            case .metadataNoJSON, .metadataWithoutHash, .dataNoJSON, .bomb, .metadataBomb, .noJWE, .shortHash:
                "syntax-violation"
            case .missingAttachment, .foreignAttachment: "attachments-mismatch"
            }
        }
    }

    private static func spoiled(_ spoiling: Spoiling, _ key: JSONWebKey) throws -> TestCase.Sent {
        var sound = TestCase("KFRA2222XY", text: "spoiled", attachments: 2)
        switch spoiling {
        case .unknownKey: return try sound.sent(to: TestDesk.decryption(.stranger).publicKey)
        case .metadataNoJSON: sound.spoilMetadata = { String($0.dropLast()) }
        case .metadataWithoutHash: sound.spoilMetadata = { $0.replacing("sha512", with: "md5") }
        case .shortHash: sound.spoilMetadata = { $0.replacing(#/"content":"[0-9a-f]{128}"/#, with: #""content":"ab""#) }
        case .otherDataHash, .otherAttachmentHash:
            let own = ContentHash(
                of: spoiling == .otherDataHash ? sound.data : sound.attachments[1].content
            ).hexadecimal
            let other = ContentHash(of: Data("other".utf8)).hexadecimal
            sound.spoilMetadata = { $0.replacing(own, with: other) }
        case .dataNoJSON: sound.data = Data(#"{"name":"\#(TestCase.planted)""#.utf8)
        case .bomb: sound.data = Data(count: 60 << 20)
        case .foreignAttachment:
            let id = sound.attachments[0].id.description
            sound.spoilMetadata = { $0.replacing(id, with: ResourceID().description) }
        default: break
        }
        var sent = try sound.sent(to: key, spoiling == .bomb ? .deflated : .plain)
        let first = sound.attachments[0].id.description
        var (metadata, data) = (sent.submission.encryptedMetadata, sent.submission.encryptedData)
        var attachments = sent.submission.attachments
        switch spoiling {
        case .flippedMetadata: metadata = Self.flipped(metadata)
        case .flippedData: data = Self.flipped(data)
        case .flippedKey: data = Self.flipped(data, segment: 1)
        case .flippedAttachment:
            let text = String(decoding: sent.attachments[first] ?? Data(), as: UTF8.self)
            sent.attachments[first] = Data(Self.flipped(text).utf8)
        case .metadataBomb:
            metadata = String(decoding: try TestCase.deflated(Data(count: 40 << 20), to: key), as: UTF8.self)
        case .noJWE: data = "a.b.c"
        case .missingAttachment: attachments.removeLast()
        default: break
        }
        sent.submission = Submission(
            .v2, submissionId: sent.submission.submissionId, caseId: sent.submission.caseId,
            destinationId: sent.submission.destinationId, service: PublicService(identifier: sound.service),
            attachments: attachments, encryptedMetadata: metadata, encryptedData: data)
        sent.attachments = sent.attachments.filter { name, _ in attachments.contains { $0.description == name } }
        return sent
    }

    /// Changes one bit in the middle of a segment: 3 is the ciphertext.
    private static func flipped(_ compact: String, segment: Int = 3) -> String {
        var segments = compact.split(separator: ".", omittingEmptySubsequences: false).map { Array($0.utf8) }
        let middle = segments[segment].count / 2
        segments[segment][middle] =
            segments[segment][middle] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
        return segments.map { String(decoding: $0, as: UTF8.self) }.joined(separator: ".")
    }

    @Test(arguments: Spoiling.allCases)
    func `A spoiled case is rejected with its problem, keeps nothing here, and blocks none of its neighbours`(
        spoiling: Spoiling
    ) async throws {
        let bench = try await Bench()
        let service = try bench.service()
        let spoiled = try Self.spoiled(spoiling, bench.key)
        try service.put(spoiled)
        for number in 0..<3 { try service.put(TestCase("KFRA900\(number)XY").sent(to: bench.key)) }
        let report = try await bench.intake(service).round()
        #expect(report.rejected == 1 && report.taken == 3 && report.waiting == 0, "\(report)")
        let token = try await bench.receipt(spoiled, in: service)
        #expect(token.event == .reject)
        #expect(token.problems.map { $0.type.split(separator: "/").last.map(String.init) } == [spoiling.problem])
        #expect(try bench.store.count() == 3)
        #expect(throws: DeskError.noCase) { try bench.find("KFRA2222XY") }
        #expect(bench.plaintexts() == 0)
    }

    @Test func `A case whose key the desk has mislaid waits and is never rejected; its neighbours go on`() async throws
    {
        let bench = try await Bench()
        let service = try bench.service()
        let sent = try TestCase("KFRA2221XY").sent(to: bench.key)
        try service.put(sent)
        var office = try bench.desk.directory.office("buergerbuero")
        office.add(try await TestDesk.generation(.stranger))
        try bench.desk.directory.store([office])
        try service.put(TestCase("KFRA2222XY").sent(to: TestDesk.decryption(.stranger).publicKey))
        let file = bench.desk.directory.desk + "/keys/\(bench.key.kid).der"
        try FileManager.default.moveItem(atPath: file, toPath: file + ".away")
        let first = try await bench.intake(service).round()
        #expect(first.waiting == 1 && first.taken == 1 && first.rejected == 0)
        #expect(service.events(of: sent.submission.caseId).isEmpty)
        try FileManager.default.moveItem(atPath: file + ".away", toPath: file)
        #expect(try await bench.intake(service).round().taken == 1)
        #expect(try bench.store.count() == 2)
    }

    @Test func `An attachment that cannot be had makes its case wait, and 120 others behind it do not`() async throws {
        let bench = try await Bench()
        let service = try bench.service()
        for _ in 0..<2 {
            var broken = try TestCase("KFRA1\(UUID().uuidString.prefix(6))").sent(to: bench.key)
            broken.attachments = [:]
            try service.put(broken)
        }
        for number in 100..<220 { try service.put(TestCase("KFRA\(number)XY", attachments: 0).sent(to: bench.key)) }
        let report = try await bench.intake(service).round()
        #expect(report.taken == 120 && report.rejected == 0)
        #expect(try bench.store.count() == 120)
        print("2 cases without their attachments among 122: 120 taken in, 2 wait")
    }

    @Test func `A repeat is acknowledged again and kept once; other contents under its reference are rejected`()
        async throws
    {
        let bench = try await Bench()
        let service = try bench.service()
        let sound = TestCase("KFRA2221XY", attachments: 2)
        let first = try sound.sent(to: bench.key)
        try service.put(first)
        #expect(try await bench.intake(service).round().taken == 1)
        // The same ciphertext after a restored backup, and the same content sealed anew.
        let again = first.again()
        let anew = try sound.sent(to: bench.key).again()
        let other = try TestCase("KFRA2221XY", text: "other", attachments: 2).sent(to: bench.key)
        for sent in [again, anew, other] { try service.put(sent) }
        let report = try await bench.intake(service).round()
        #expect(report.repeated == 2 && report.rejected == 1 && report.taken == 0, "\(report)")
        #expect(try await bench.receipt(again, in: service).event == .accept)
        #expect(try await bench.receipt(anew, in: service).event == .accept)
        let rejected = try await bench.receipt(other, in: service)
        #expect(rejected.event == .reject)
        #expect(rejected.problems.first?.type.hasSuffix("reference-conflict") == true)
        #expect(try bench.store.count() == 1)
    }

    @Test func `32 deliveries of one case at the same time are one case`() async throws {
        let bench = try await Bench()
        let service = try bench.service()
        let first = try TestCase("KFRA2221XY").sent(to: bench.key)
        let all = [first] + (1..<32).map { _ in first.again() }
        for sent in all { try service.put(sent) }
        let report = try await bench.intake(service).round()
        #expect(report.taken == 1 && report.repeated == 31)
        #expect(try bench.store.count() == 1)
        for sent in all { #expect(try await bench.receipt(sent, in: service).event == .accept) }
        let entry = try bench.find("KFRA2221XY")
        #expect(try bench.store.attachment(entry.head.attachments[0].id, of: entry).count > 0)
    }

    @Test(arguments: [FolderService.Call.list, .submission, .attachment, .event], [false, true])
    func `A connection cut at any request or answer loses nothing and doubles nothing`(
        call: FolderService.Call, after: Bool
    ) async throws {
        let bench = try await Bench()
        var service = try bench.service()
        let all = try (0..<4).map { try TestCase("KFRA222\($0)XY").sent(to: bench.key) }
        for sent in all { try service.put(sent) }
        let left = Mutex(5)
        service.fault = { asked, isDone in
            guard asked == call, isDone == after else { return nil }
            return left.withLock { left in
                left -= 1
                return left >= 0 ? .cutOff : nil
            }
        }
        var rounds = 0
        repeat {
            _ = try await bench.intake(service).round()
            rounds += 1
        } while service.receiptedCases.count < 4 && rounds < 20
        _ = try await bench.intake(service).round()
        #expect(try bench.store.count() == 4)
        for sent in all { #expect(try await bench.receipt(sent, in: service).event == .accept) }
    }
}
