import Foundation
import Sealing
import Store
import Visit

/// What the town hall writes to this device: opened with the device's key, believed by signatures that lead to the root
/// pinned at enrolment, at every use anew.
struct Correspondence {
    private let files: EnrolledFiles
    private let root: SigningRoot
    /// Made anew from the files whenever keys have come.
    private(set) var issuers: IssuerKeys

    /// What became of the messages that waited.
    struct Outcome {
        var kept: [MailboxMessage.Kind: Int] = [:]
        var setAside: [String] = []
        /// New keys of destinations that are known now.
        var newKeys = 0
    }

    /// Nothing where this device belongs to no town hall yet.
    /// - Throws: where an enrolment is there and cannot be used.
    init?(_ files: EnrolledFiles) async throws {
        guard files.holdEnrolment else { return nil }
        self.files = files
        let root = try await SigningRoot(files.trust().signingRoot)
        self.root = root
        issuers = await IssuerKeys(root: root, signed: try files.destinationKeys())
    }

    /// Takes the messages that the messenger has stored, oldest first: what is the town hall's own is kept sealed, all else
    /// is set aside.
    ///
    /// Keys of destinations count at once; what was set aside before is looked at again with them, for an office's first word
    /// may have overtaken its key.
    /// - Throws: where the disk refuses: what was not taken stays where it is.
    mutating func take(from store: TerminalStore) async throws -> Outcome {
        var outcome = Outcome()
        for message in try store.outbox.messages() {
            switch try open(message.sealed) {
            case .verified(let opened) where opened.kind == .destinationKeys:
                outcome.newKeys += try learn(opened.content)
            case .verified(let opened):
                if try store.journal.keep(message, as: opened) { outcome.kept[opened.kind, default: 0] += 1 }
            case .refused(let reason):
                try store.journal.setAside(message, because: reason.description)
                outcome.setAside.append(reason.description)
            }
            try store.outbox.remove(message: message.name)
        }
        if outcome.newKeys > 0 {
            issuers = await IssuerKeys(root: root, signed: try files.destinationKeys())
            try reconsider(store, &outcome)
        }
        return outcome
    }

    /// What the office has written about a case, the newest first: opened now, and believed anew.
    /// - Throws: where the disk or the device's key cannot be read.
    func messages(about reference: String, in store: TerminalStore) throws -> [OfficeMessage] {
        var found: [(issuedAt: Date, message: OfficeMessage)] = []
        for kept in try store.journal.messages().reversed() {
            guard case .verified(let kind, _, let about?) = kept.finding, about == reference,
                kind == .question || kind == .decision
            else { continue }
            switch try open(kept.sealed) {
            case .verified(let opened) where opened.kind == kind && opened.reference == reference:
                found.append((opened.issuedAt, OfficeMessage(opened)))
            case .verified, .refused:
                found.append((Date(timeIntervalSince1970: TimeInterval(kept.receivedAt)), .init(.unreadable, on: nil)))
            }
        }
        // Of those of one second the one that came last stands first.
        return found.enumerated().sorted { ($1.element.issuedAt, $0.offset) < ($0.element.issuedAt, $1.offset) }
            .map(\.element.message)
    }

    private func reconsider(_ store: TerminalStore, _ outcome: inout Outcome) throws {
        for message in try store.journal.messages() {
            guard case .setAside = message.finding, case .verified(let opened) = try open(message.sealed),
                opened.kind != .destinationKeys, try store.journal.believe(message, as: opened)
            else { continue }
            outcome.kept[opened.kind, default: 0] += 1
        }
    }

    /// The device's key is read for each message and wiped after it.
    private func open(_ sealed: Data) throws -> MailboxMessage.Opening {
        let key = try files.deviceKey()
        do throws(SealingError) {
            return try MailboxMessage.open(sealed, with: key, trusting: issuers, now: Date())
        } catch {
            // Sealed to another device, or not sealed at all.
            return .refused(.malformed)
        }
    }

    private func learn(_ content: Data) throws -> Int {
        guard let keys = try? JSONDecoder().decode(SignedKeySet.self, from: content) else { return 0 }
        return try files.learn(keys.destinationKeys.map { SignedDestinationKey($0) }, root: root)
    }

    /// The content of `destination-keys`.
    private struct SignedKeySet: Decodable {
        let destinationKeys: [String]
    }
}
