import Foundation
import Sealing
import Store

/// Looks in a case's events for the town hall's answer.
struct ReceiptSearch: Sendable {
    /// What was found.
    enum Finding: Hashable, Sendable {
        case accepted(String)
        case rejected(String)
        case nothing
        /// Tokens that say that they are the answer, and are not believed.
        case refused([Refusal])
    }

    /// A token that is not believed.
    struct Refusal: Hashable, Sendable {
        /// As it calls itself.
        let id: String?
        let reason: TokenRefusal
    }

    let entry: OutboxCase
    let keys: [VerificationKey]

    /// What the town hall must repeat.
    var tags: AuthenticationTags {
        func tag(_ kind: SealedPart.Kind) -> String { entry.parts.first { $0.kind == kind }?.tag ?? "" }
        let attachments = entry.parts.filter { $0.kind == .attachment }
        return AuthenticationTags(
            metadata: tag(.metadata), data: tag(.data),
            attachments: Dictionary(
                attachments.map { ($0.id?.uuidString.lowercased() ?? "", $0.tag) }, uniquingKeysWith: { $1 }))
    }

    /// An acceptance counts before a rejection, wherever it stands: what the town hall has, it has.
    ///
    /// The time of issue is not looked at: this device's clock may be wrong by years, and an answer is bound to its case by
    /// ids and tags, not by time.
    func search(_ events: [String]) -> Finding {
        var rejection: String?
        var refusals: [Refusal] = []
        for compact in events {
            guard let pretence = SecurityEventToken.pretence(of: compact),
                pretence.event == .accept || pretence.event == .reject
            else { continue }
            switch verify(compact) {
            case .verified(let token) where token.event == .accept: return .accepted(compact)
            case .verified: rejection = rejection ?? compact
            case .refused(let reason): refusals.append(Refusal(id: pretence.id, reason: reason))
            }
        }
        if let rejection { return .rejected(rejection) }
        return refusals.isEmpty ? .nothing : .refused(refusals)
    }

    private func verify(_ compact: String) -> SecurityEventToken.Verification {
        guard let submission = entry.delivery.submission else { return .refused(.wrongSubject) }
        let verification = SecurityEventToken.verify(
            compact, with: keys,
            expecting: .init(
                events: [.accept, .reject], issuer: entry.destination.uuidString.lowercased(),
                submission: submission, case: entry.delivery.caseID), now: nil)
        guard case .verified(let token) = verification else { return verification }
        // A town hall that could not read what came may reject it without tags.
        if token.event == .reject && token.authenticationTags == nil { return verification }
        return token.authenticationTags == tags ? verification : .refused(.otherTags)
    }
}
