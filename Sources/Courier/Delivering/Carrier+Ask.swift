import Foundation
import Logging
import Sealing
import Store
import SubmissionAPI
import SubmissionClient

extension Carrier {
    /// Asks for the answer to a case that was delivered.
    func ask(_ reference: String) async throws(StoreError) -> Report {
        let entry = try outbox.find(reference)
        guard entry.delivery.isDue, entry.delivery.state == .submitted else { return .finished }
        switch await look(for: entry) {
        case .ended(let report): return report
        case .lost:
            try take(.lost, of: entry)
            return .lost
        case .found(.accepted(let token)):
            try take(.accepted(token: Data(token.utf8)), of: entry)
            return .finished
        case .found(.rejected(let token)):
            try take(.rejected(token: Data(token.utf8)), of: entry)
            return .finished
        case .found(.nothing): return try await again(entry) ?? .unanswered(isWrong: false)
        case .found(.refused): return try await again(entry) ?? .unanswered(isWrong: true)
        }
    }

    /// Asks a town hall that was put back whether it still has a case that it had accepted.
    ///
    /// Only the token that was verified once proves it. Where that is gone the case is delivered again under the same
    /// reference, by which the desk recognises it.
    func confirm(_ reference: String) async throws(StoreError) -> Report {
        let entry = try outbox.find(reference)
        guard let epoch, entry.delivery.state == .accepted, entry.delivery.epoch != epoch else { return .finished }
        switch await look(for: entry) {
        case .ended(let report): return report
        case .found(.accepted):
            try take(.known(epoch: epoch), of: entry)
            return .done
        case .lost, .found:
            try take(.lost, of: entry)
            return .lost
        }
    }

    /// What the town hall's events say.
    private enum Look {
        case found(ReceiptSearch.Finding)
        case lost
        case ended(Report)
    }

    private func look(for entry: OutboxCase) async -> Look {
        guard let caseID = entry.delivery.caseID else { return .lost }
        let outcome = await client.events(of: ResourceID(caseID), from: SubmissionClient.ownEvents)
        if let failure = outcome.failure { return .ended(failure) }
        if case .notFound = outcome { return .lost }
        guard let events = outcome.answer else { return .ended(.failed(.busy, retryAfter: nil)) }
        var finding = await search(events, for: entry)
        // Perhaps the town hall signs with a key that is newer than this device.
        if case .refused = finding, await receipts.refresh(from: client) {
            finding = await search(events, for: entry)
        }
        if case .refused(let refusals) = finding {
            for refusal in refusals.prefix(5) {
                log.warning(
                    "receipt.refused",
                    metadata: [
                        "event": "\(refusal.id ?? "-")", "case": "\(entry.counter)",
                        "reason": "\(refusal.reason.description)",
                    ])
            }
        }
        return .found(finding)
    }

    private func search(_ events: [String], for entry: OutboxCase) async -> ReceiptSearch.Finding {
        ReceiptSearch(entry: entry, keys: await receipts.keys(of: entry.destination)).search(events)
    }

    /// Sends a case once more to a town hall that was put back since: either it has it, or takes it now, or the case begins
    /// again.
    /// - Returns: Nothing where there was no need.
    private func again(_ entry: OutboxCase) async throws(StoreError) -> Report? {
        guard let epoch, entry.delivery.epoch != epoch, let submission = entry.delivery.submission else { return nil }
        guard let outcome = try await resend(entry, as: ResourceID(submission)) else {
            return try setAside(entry, .damaged)
        }
        if let failure = outcome.failure { return failure }
        if case .done = outcome {
            try take(.known(epoch: epoch), of: entry)
            return nil
        }
        try take(.lost, of: entry)
        return .lost
    }
}
