internal import Foundation
internal import Sealing
internal import SubmissionAPI

/// A case as it is to be judged: small parts in memory, attachments to be fetched one after the other.
struct CaseParts: Sendable {
    let origin: Origin
    let content: SubmissionContent
    let attachments: [ResourceID]
}

/// Judges a case, part by part. Its attachments are stored on the way, so that never more than one lies in memory; the
/// case itself is stored by the one who asked.
struct CaseJudging: Sendable {
    /// What came of it.
    enum Judgement: Sendable {
        /// With whether it was new when it was judged, and its attachments were stored.
        case sound(CaseOpening.Front, AuthenticationTags, isNew: Bool)
        case rejected(IntakeProblem, AuthenticationTags)
        /// No verdict now, with a word for the log.
        case waits(String, isFarAway: Bool)
    }

    /// An attachment on its way.
    enum Fetched: Sendable {
        case sealed(Data)
        case notHere(String, isFarAway: Bool)
    }

    let store: CaseStore
    let services: KnownServices

    /// Judges a case.
    /// - Throws: Where the desk's own database or keys fail.
    func judge(
        _ parts: CaseParts, keyring: OfficeKeyring, fetch: (ResourceID) async -> Fetched
    ) async throws(DeskError) -> Judgement {
        let opening = CaseOpening(keyring: keyring, store: store, services: services)
        // A sender that gives no reference gives no second try either: the service's name for the case will do.
        let fallback = (parts.origin.case ?? parts.origin.submission).description
        let outcome = try opening.open(
            parts.content, service: parts.origin.service, attachments: parts.attachments, fallback: fallback)
        var problem: IntakeProblem?
        var front: CaseOpening.Front?
        switch outcome {
        case .keyMissing(let kid): return .waits("key_missing.\(kid)", isFarAway: false)
        case .rejected(let reason): problem = reason
        case .sound(let sound):
            front = sound
            if try store.taking(sound) == .otherContent { problem = .otherContent }
        }
        let isNew = try front.map { (front) throws(DeskError) in try store.taking(front) == .new } ?? false
        var tags: [String: String] = [:]
        for (ordinal, id) in parts.attachments.enumerated() {
            // Also of a case that is rejected already: the token tells the tags of all that was sent.
            switch await fetch(id) {
            case .notHere(let word, let isFarAway): return .waits("attachment.\(word)", isFarAway: isFarAway)
            case .sealed(let sealed):
                tags[id.description] = AuthenticationTags.tag(of: sealed)
                guard problem == nil, let front else { continue }
                switch try judge(sealed, id, ordinal, front, opening, isNew: isNew, parts) {
                case .keyMissing(let kid): return .waits("key_missing.\(kid)", isFarAway: false)
                case .rejected(let reason): problem = reason
                case .sound: break
                }
            }
        }
        let all = AuthenticationTags(
            metadata: AuthenticationTags.tag(of: Data(parts.content.encryptedMetadata.utf8)),
            data: AuthenticationTags.tag(of: Data(parts.content.encryptedData.utf8)), attachments: tags)
        if let problem { return .rejected(problem, all) }
        guard let front else { return .rejected(.syntax(.metadata), all) }
        return .sound(front, all, isNew: isNew)
    }

    private func judge(
        _ sealed: Data, _ id: ResourceID, _ ordinal: Int, _ front: CaseOpening.Front, _ opening: CaseOpening,
        isNew: Bool, _ parts: CaseParts
    ) throws(DeskError) -> CaseOpening.Outcome<Void> {
        guard let described = front.attachments.first(where: { ResourceID($0.attachmentId) == id }) else {
            return .rejected(.attachments)
        }
        let submission = parts.origin.submission
        let place = isNew ? CaseStore.Column.attachment(submission: submission, ordinal: ordinal) : nil
        switch try opening.open(sealed, described: described, place: place) {
        case .keyMissing(let kid): return .keyMissing(kid)
        case .rejected(let problem): return .rejected(problem)
        case .sound(let own):
            if isNew { try store.keep(own, id: id, ordinal: ordinal, of: submission) }
            return .sound(())
        }
    }
}
