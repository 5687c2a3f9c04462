import Foundation
import Logging
import Sealing
import Store
import SubmissionAPI
import SubmissionClient

extension Carrier {
    /// Brings a case to the town hall from wherever it is.
    func deliver(_ reference: String) async throws(StoreError) -> Report {
        var entry = try outbox.find(reference)
        guard entry.delivery.isDue else { return .finished }
        if entry.delivery.state == .submitted { return .done }
        // What was uploaded before the town hall was put back may be gone; nothing of it was acknowledged.
        if let epoch, entry.delivery.state != .sealed, entry.delivery.epoch != epoch {
            entry = try take(.lost, of: entry)
        }
        if entry.delivery.state == .sealed {
            switch try await create(entry) {
            case .on(let created): entry = created
            case .ended(let report): return report
            }
        }
        guard let submission = entry.delivery.submission.map({ ResourceID($0) }) else { return .finished }
        for (index, part) in entry.parts.enumerated() where part.kind == .attachment {
            guard let id = part.id, !entry.delivery.uploaded.contains(id) else { continue }
            switch try await upload(index, id, of: entry, as: submission) {
            case .on(let uploaded): entry = uploaded
            case .ended(let report): return report
            }
        }
        return try await send(entry, as: submission)
    }

    private enum Step {
        case on(OutboxCase)
        case ended(Report)
    }

    private func create(_ entry: OutboxCase) async throws(StoreError) -> Step {
        let outcome = await client.create(
            Announcement(
                destinationId: ResourceID(entry.destination),
                announcedAttachments: entry.parts.compactMap(\.id).map { ResourceID($0) },
                publicService: PublicService(name: entry.service, identifier: entry.serviceIdentifier)))
        if let failure = outcome.failure { return .ended(failure) }
        if let ids = outcome.answer {
            // Written down before it is used. A crash before this leaves a submission that was announced and never sent.
            return .on(
                try take(
                    .created(submission: ids.submissionId.uuid, caseID: ids.caseId.uuid, epoch: epoch), of: entry))
        }
        return .ended(try setAside(entry, outcome.reasonToSetAside ?? .unknownDestination))
    }

    private func upload(
        _ index: Int, _ id: UUID, of entry: OutboxCase, as submission: ResourceID
    ) async throws(StoreError) -> Step {
        let entry = entry.delivery.state == .created ? try take(.uploadBegan, of: entry) : entry
        let source = PartSource(index, of: entry, in: outbox)
        defer { source.end() }
        let outcome: Outcome<Void>
        do {
            outcome = try await client.put(attachment: ResourceID(id), of: submission, source.content)
        } catch let error as StoreError {
            guard case .damaged = error else { throw error }
            return .ended(try setAside(entry, .damaged))
        } catch {
            return .ended(.failed(.cutOff, retryAfter: nil))
        }
        if case .done = outcome { return .on(try take(.uploaded(id), of: entry)) }
        return .ended(try await refused(entry, outcome))
    }

    private func send(_ entry: OutboxCase, as submission: ResourceID) async throws(StoreError) -> Report {
        let outcome = try await resend(entry, as: submission)
        guard let outcome else { return try setAside(entry, .damaged) }
        if case .done = outcome {
            try take(.submitted, of: entry)
            return .done
        }
        return try await refused(entry, outcome)
    }

    /// Sends metadata and data; sent again, the town hall answers the same.
    /// - Returns: Nothing where what lies on the disk is damaged.
    func resend(_ entry: OutboxCase, as submission: ResourceID) async throws(StoreError) -> Outcome<Announced>? {
        var texts: [SealedPart.Kind: String] = [:]
        do throws(StoreError) {
            for (index, part) in entry.parts.enumerated() where part.kind != .attachment {
                texts[part.kind] = String(decoding: try outbox.part(index, of: entry), as: UTF8.self)
            }
        } catch .damaged(.sealedPart) {
            return nil
        }
        guard let metadata = texts[.metadata], let data = texts[.data] else { return nil }
        return await client.send(
            SubmissionContent(encryptedMetadata: metadata, encryptedData: data), as: submission)
    }

    /// What is to be done with a case whose next part the town hall did not take.
    private func refused(_ entry: OutboxCase, _ outcome: Outcome<some Sendable>) async throws(StoreError) -> Report {
        if let failure = outcome.failure { return failure }
        guard let reason = outcome.reasonToSetAside else {
            try take(.lost, of: entry)
            return .lost
        }
        // A town hall that was put back in the middle of it knows only half of the case: that is no fault of the case.
        switch await client.status() {
        case .done(let status) where status.epoch.description != entry.delivery.epoch:
            try take(.lost, of: entry)
            return .lost
        case .done, .notFound: return try setAside(entry, reason)
        case let status: return status.failure ?? .failed(.busy, retryAfter: nil)
        }
    }

    func setAside(_ entry: OutboxCase, _ reason: SetAsideReason) throws(StoreError) -> Report {
        try take(.setAside(reason), of: entry)
        log.warning("case.set_aside", metadata: ["reason": "\(reason.rawValue)", "case": "\(entry.counter)"])
        return .finished
    }
}
