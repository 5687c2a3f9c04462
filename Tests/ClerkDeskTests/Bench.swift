import ClerkDesk
import DeskFaults
import Foundation
import Sealing
import SubmissionAPI
import SubmissionClient
import Testing

/// A desk and a delivery service in a folder of their own, for one test.
final class Bench: Sendable {
    let path: String
    let desk: TestDesk
    let key: JSONWebKey
    let store: CaseStore
    private let verifying: VerificationKey

    init(passphrase: String? = nil) async throws {
        path = NSTemporaryDirectory() + "desk-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        desk = try await TestDesk.make(at: path + "/town", passphrase: passphrase)
        key = try TestDesk.decryption(.desk).publicKey
        store = try desk.store()
        verifying = try await VerificationKey(TestDesk.signing(.subscriber).publicKey)
    }

    deinit {
        store.close()
        try? FileManager.default.removeItem(atPath: path)
    }

    func service() throws -> FolderService { try FolderService(path: path + "/service") }

    func intake(
        _ service: FolderService, services: KnownServices = KnownServices([]), at time: Date = Date()
    ) async throws -> Intake {
        Intake(
            from: service, keyrings: try await desk.keyrings(), into: store, services: services, now: { time })
    }

    func find(_ reference: String) throws -> DeskCase { try store.find(reference, among: desk.directory.offices()) }

    /// The one receipt of a case, verified as its sender would.
    func receipt(_ sent: TestCase.Sent, in service: FolderService) async throws -> SecurityEventToken {
        let events = service.events(of: sent.submission.caseId)
        #expect(events.count == 1)
        let compact = try #require(events.first)
        let verification = SecurityEventToken.verify(
            compact, with: [verifying],
            expecting: .init(
                events: [.accept, .reject], issuer: TestDesk.destination.description,
                submission: sent.submission.submissionId.uuid, case: sent.submission.caseId.uuid,
                authenticationTags: sent.tags), now: Date())
        guard case .verified(let token) = verification else {
            Issue.record("The receipt is not believed: \(verification)")
            throw CocoaError(.coderInvalidValue)
        }
        return token
    }

    /// How often a planted word stands in the desk's files and in what the service knows.
    func plaintexts() -> Int {
        var found = 0
        for folder in [desk.directory.desk, path + "/service/events", path + "/service/messages"] {
            for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
                let bytes = FileManager.default.contents(atPath: "\(folder)/\(name)") ?? Data()
                if bytes.range(of: Data(TestCase.planted.utf8)) != nil { found += 1 }
                if bytes.range(of: Data(Data(TestCase.planted.utf8).base64EncodedString().dropLast(4).utf8)) != nil {
                    found += 1
                }
            }
        }
        return found
    }
}

/// Something that counts, across tasks.
actor Counter {
    private(set) var count = 0
    func next() -> Int {
        count += 1
        return count
    }
}
