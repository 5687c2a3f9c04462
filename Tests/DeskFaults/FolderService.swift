internal import ClerkDesk
package import Foundation
package import SubmissionAPI
package import SubmissionClient

/// A delivery service in a folder, so that it outlives the desk that is killed beside it.
package struct FolderService: Subscription {
    /// What is asked of it.
    package enum Call: Hashable, Sendable {
        case list, submission, attachment, event, device, message
    }

    package let path: String
    /// Says of each call whether it fails, and how; asked before and after the service does its part.
    package var fault: @Sendable (Call, _ isDone: Bool) -> Unreachable? = { _, _ in nil }
    /// The certificate that is told for every case.
    package var certificate: String?

    /// A service in a folder.
    package init(path: String) throws {
        self.path = path
        for name in ["submissions", "events", "messages"] {
            try FileManager.default.createDirectory(atPath: "\(path)/\(name)", withIntermediateDirectories: true)
        }
        if epoch == nil { try begin() }
    }

    /// Puts a case there, as a sender would.
    package func put(_ sent: TestCase.Sent) throws {
        try write(try JSONEncoder().encode(sent), to: "submissions/\(sent.submission.submissionId).json")
    }

    /// The receipts of a case: more than one would be a second word.
    package func events(of case: ResourceID) -> [String] {
        names("events").filter { $0.hasPrefix(`case`.description) }.sorted().compactMap { read("events/\($0)") }
            .map { String(decoding: $0, as: UTF8.self) }
    }

    /// All that lies in mailboxes.
    package var messages: [Data] { names("messages").sorted().compactMap { read("messages/\($0)") } }

    /// All cases that have a receipt.
    package var receiptedCases: Set<String> { Set(names("events").map { String($0.prefix(36)) }) }

    private func names(_ folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)")) ?? []).filter {
            !$0.hasSuffix(".part")
        }
    }

    private func read(_ name: String) -> Data? { FileManager.default.contents(atPath: "\(path)/\(name)") }

    private func write(_ bytes: Data, to name: String) throws {
        try bytes.write(to: URL(fileURLWithPath: "\(path)/\(name)"), options: .atomic)
    }

    private func sent(_ id: ResourceID) -> TestCase.Sent? {
        read("submissions/\(id).json").flatMap { try? JSONDecoder().decode(TestCase.Sent.self, from: $0) }
    }

    private func answer<Answer: Sendable>(_ call: Call, _ body: () -> Outcome<Answer>) -> Outcome<Answer> {
        if let reason = fault(call, false) { return .unreachable(reason) }
        let outcome = body()
        if let reason = fault(call, true) { return .unreachable(reason) }
        return outcome
    }

    package func status() async -> Outcome<ServiceStatus> {
        answer(.list) { epoch.map { .done(ServiceStatus(epoch: $0, time: 0)) } ?? .busy(retryAfter: nil) }
    }

    /// Loses what lies in mailboxes, as a service does that is put back from a copy.
    package func putBack() throws {
        for name in names("messages") { try FileManager.default.removeItem(atPath: "\(path)/messages/\(name)") }
        try begin()
    }

    private var epoch: ResourceID? { read("epoch").flatMap { ResourceID(String(decoding: $0, as: UTF8.self)) } }

    private func begin() throws { try write(Data(ResourceID().description.utf8), to: "epoch") }

    package func submissions(for destination: ResourceID?, offset: Int, limit: Int) async -> Outcome<SubmissionPage> {
        answer(.list) {
            let concluded = receiptedCases
            let waiting = names("submissions").sorted().compactMap { ResourceID($0.dropLast(5)) }.compactMap(sent)
                .filter { !concluded.contains($0.submission.caseId.description) }.map(\.entry)
            return .done(
                SubmissionPage(
                    offset: offset, totalCount: waiting.count,
                    submissions: Array(waiting.dropFirst(offset).prefix(limit))))
        }
    }

    package func submission(_ id: ResourceID) async -> Outcome<Submission> {
        answer(.submission) { sent(id).map { .done($0.submission) } ?? .notFound }
    }

    package func attachment(_ id: ResourceID, of submission: ResourceID) async -> Outcome<Data> {
        answer(.attachment) { sent(submission)?.attachments[id.description].map { .done($0) } ?? .notFound }
    }

    package func post(event: String, to case: ResourceID) async -> Outcome<Void> {
        answer(.event) {
            let name = "events/\(`case`)-\(event.hashValueThatStays)"
            do { try write(Data(event.utf8), to: name) } catch { return .busy(retryAfter: nil) }
            return .done(())
        }
    }

    package func device(of case: ResourceID) async -> Outcome<CaseDevice> {
        answer(.device) { certificate.map { .done(CaseDevice(certificate: $0)) } ?? .notFound }
    }

    package func post(message id: ResourceID, sealed: Data, to device: String) async -> Outcome<Void> {
        answer(.message) {
            if let there = read("messages/\(id)") { return there == sealed ? .done(()) : .conflict }
            do { try write(sealed, to: "messages/\(id)") } catch { return .busy(retryAfter: nil) }
            return .done(())
        }
    }
}

extension String {
    /// The same in every process.
    fileprivate var hashValueThatStays: UInt64 {
        utf8.reduce(14_695_981_039_346_656_037) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
    }
}
