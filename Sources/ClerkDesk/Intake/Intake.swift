package import Foundation
internal import Logging
internal import Sealing
internal import SubmissionAPI
internal import SubmissionClient

/// Takes cases in: fetches what waits, opens and checks it, stores it durably, and only then says so.
///
/// One case never blocks the next: what cannot be judged now is left where it is and tried again in the next round.
package struct Intake: Sendable {
    private let subscription: any Subscription
    private let keyrings: [ResourceID: OfficeKeyring]
    let judging: CaseJudging
    let store: CaseStore
    let now: @Sendable () -> Date
    private let log: Logger

    /// How many cases are worked on at once: two cores compute while others wait for the network.
    private static let width = 4

    /// Prepares an intake.
    /// - Parameters:
    ///   - subscription: The delivery service.
    ///   - keyrings: Of every office whose cases are to be taken in.
    ///   - store: Where cases are kept.
    ///   - services: What is known of schemas.
    ///   - now: The wall clock.
    package init(
        from subscription: any Subscription, keyrings: [OfficeKeyring], into store: CaseStore, services: KnownServices,
        now: @escaping @Sendable () -> Date
    ) {
        self.subscription = subscription
        self.keyrings = Dictionary(keyrings.map { ($0.office.destination, $0) }, uniquingKeysWith: { $1 })
        self.store = store
        self.now = now
        judging = CaseJudging(store: store, services: services)
        log = Logger(label: "intake")
    }

    /// Takes in everything that waits, once.
    /// - Returns: What was done, and what waits on.
    /// - Throws: Where the desk's own database fails: then nothing more is acknowledged.
    package func round() async throws(DeskError) -> IntakeReport {
        var report = try await postVerdicts()
        for destination in keyrings.keys.sorted(by: { $0.description < $1.description }) {
            report += try await round(destination)
        }
        return report
    }

    private func round(_ destination: ResourceID) async throws(DeskError) -> IntakeReport {
        var report = IntakeReport()
        // A service that lists on and on what was told to it would keep this loop for ever.
        var seen: Set<ResourceID> = []
        while true {
            // What could not be settled stays at the front of the list.
            let outcome = await subscription.submissions(for: destination, offset: report.waiting, limit: 100)
            guard let page = outcome.answer else {
                log.notice("list.\(outcome.word)")
                report.unreachable = true
                return report
            }
            let entries = page.submissions.filter {
                $0.destinationId == destination && seen.insert($0.submissionId).inserted
            }
            if entries.isEmpty { return report }
            report += try await each(entries) { entry throws(DeskError) in try await take(entry) }
            if report.unreachable { return report }
        }
    }

    /// Tells what was decided before and could not be told.
    private func postVerdicts() async throws(DeskError) -> IntakeReport {
        try await each(try store.verdictsToPost(limit: 1000)) { verdict throws(DeskError) in try await post(verdict) }
    }

    private func take(_ entry: SubmissionEntry) async throws(DeskError) -> IntakeReport {
        if let verdict = try store.verdict(of: entry.submissionId) { return try await post(verdict) }
        guard let keyring = keyrings[entry.destinationId] else { return .waiting }
        let outcome = await subscription.submission(entry.submissionId)
        guard let submission = outcome.answer, submission.caseId == entry.caseId,
            submission.destinationId == entry.destinationId
        else {
            log.notice("submission.\(outcome.word)", metadata: ["submission": "\(entry.submissionId)"])
            return IntakeReport(waiting: 1, unreachable: outcome.isFarAway)
        }
        let parts = CaseParts(
            origin: Origin(
                submission: submission.submissionId, case: submission.caseId, office: keyring.office,
                service: (submission.publicService ?? submission.serviceType)?.identifier ?? ""),
            content: SubmissionContent(
                encryptedMetadata: submission.encryptedMetadata, encryptedData: submission.encryptedData),
            attachments: submission.attachments)
        let judgement = try await judging.judge(parts, keyring: keyring) { id in
            let outcome = await subscription.attachment(id, of: submission.submissionId)
            return outcome.answer.map { .sealed($0) } ?? .notHere(outcome.word, isFarAway: outcome.isFarAway)
        }
        return try await settle(judgement, parts, keyring)
    }

    private func settle(
        _ judgement: CaseJudging.Judgement, _ parts: CaseParts, _ keyring: OfficeKeyring
    ) async throws(DeskError) -> IntakeReport {
        let origin = parts.origin
        switch judgement {
        case .waits(let reason, let isFarAway):
            log.warning("case.waits", metadata: ["submission": "\(origin.submission)", "reason": "\(reason)"])
            return IntakeReport(waiting: 1, unreachable: isFarAway)
        case .sound(let front, let tags, let isNew):
            let accept = try judged(.accept, parts, tags, keyring)
            switch try store.take(front, from: origin, at: accept.at, verdict: accept, hasAttachments: isNew) {
            case .deletedMeanwhile: return .waiting
            case .otherContent: return try await reject(.otherContent, parts, tags, keyring)
            case .new: return try await tell(accept) + IntakeReport(taken: 1)
            case .repeated: return try await tell(accept) + IntakeReport(repeated: 1)
            }
        case .rejected(let problem, let tags):
            return try await reject(problem, parts, tags, keyring)
        }
    }

    private func reject(
        _ problem: IntakeProblem, _ parts: CaseParts, _ tags: AuthenticationTags, _ keyring: OfficeKeyring
    ) async throws(DeskError) -> IntakeReport {
        let verdict = try judged(.reject, parts, tags, keyring, problems: [problem.problem])
        try store.keep(verdict)
        try store.record(.rejected, by: .intake, reference: nil, at: verdict.at)
        log.notice(
            "case.rejected", metadata: ["submission": "\(verdict.submission)", "problem": "\(problem.problem.type)"])
        return try await tell(verdict) + IntakeReport(rejected: 1)
    }

    private func judged(
        _ event: SecurityEventToken.Event, _ parts: CaseParts, _ tags: AuthenticationTags, _ keyring: OfficeKeyring,
        problems: [SecurityEventToken.Problem] = []
    ) throws(DeskError) -> Judged {
        let time = now()
        // A case from a stick has no verdict; one from the service has a case.
        let named = parts.origin.case ?? ResourceID()
        let token = try keyring.sign(
            SecurityEventToken(
                issuer: keyring.issuer, issuedAt: time, submission: parts.origin.submission.uuid, case: named.uuid,
                event: event, authenticationTags: tags, problems: problems))
        return Judged(
            submission: parts.origin.submission, case: named, destination: keyring.office.destination, event: event,
            tags: tags, token: token, at: Int64(time.timeIntervalSince1970))
    }

    private func tell(_ judged: Judged) async throws(DeskError) -> IntakeReport {
        try await post(
            Verdict(submission: judged.submission, case: judged.case, token: judged.token, isPosted: false))
    }

    private func post(_ verdict: Verdict) async throws(DeskError) -> IntakeReport {
        let outcome = await subscription.post(event: verdict.token, to: verdict.case)
        switch outcome {
        case .done, .conflict, .notFound:
            // Another verdict is there, or the case is gone with a restored backup: the device delivers it anew.
            if outcome.answer == nil { log.notice("verdict.\(outcome.word)", metadata: ["case": "\(verdict.case)"]) }
            try store.posted(verdict: verdict.submission, at: Int64(now().timeIntervalSince1970))
            return IntakeReport(told: 1)
        default:
            log.notice("verdict.\(outcome.word)", metadata: ["case": "\(verdict.case)"])
            return IntakeReport(waiting: 1, unreachable: outcome.isFarAway)
        }
    }

    /// Works on several at once; the first failure of the desk itself ends it.
    private func each<Element: Sendable>(
        _ elements: [Element], _ work: @escaping @Sendable (Element) async throws(DeskError) -> IntakeReport
    ) async throws(DeskError) -> IntakeReport {
        do {
            return try await withThrowingTaskGroup(of: IntakeReport.self) { group in
                var report = IntakeReport()
                for (index, element) in elements.enumerated() {
                    if index >= Self.width, let done = try await group.next() { report += done }
                    group.addTask { try await work(element) }
                }
                for try await done in group { report += done }
                return report
            }
        } catch {
            throw DeskError(any: error)
        }
    }
}

extension Outcome {
    /// Whether nobody answered, or not the town hall: then the rest of the round is as good as lost.
    var isFarAway: Bool {
        switch self {
        case .unreachable, .notTheTownHall, .unauthorised, .busy: true
        default: false
        }
    }
}
