package import Foundation
internal import Logging
package import Sealing
internal import SubmissionAPI
internal import SubmissionClient

/// Tells devices what the office has asked and decided: seals each message to the device that the case came from, and
/// only to a key that the town hall's root has certified.
package struct Outgoing: Sendable {
    private let subscription: any Subscription
    private let keyrings: [ResourceID: OfficeKeyring]
    private let root: SigningRoot
    private let store: CaseStore
    private let now: @Sendable () -> Date
    private let log = Logger(label: "outgoing")

    /// Prepares to tell.
    /// - Parameters:
    ///   - subscription: The delivery service.
    ///   - keyrings: What messages are signed with.
    ///   - root: What a device's certificate must lead to.
    ///   - store: Where messages wait.
    ///   - now: The wall clock.
    package init(
        through subscription: any Subscription, keyrings: [OfficeKeyring], root: SigningRoot, from store: CaseStore,
        now: @escaping @Sendable () -> Date
    ) {
        self.subscription = subscription
        self.keyrings = Dictionary(keyrings.map { ($0.office.destination, $0) }, uniquingKeysWith: { $1 })
        self.root = root
        self.store = store
        self.now = now
    }

    /// Tells everything that waits, once.
    /// - Returns: How many lie in their mailboxes now.
    /// - Throws: Where the desk's own database fails.
    package func round() async throws(DeskError) -> Int {
        var told = 0
        for message in try store.outgoing(limit: 1000) {
            guard let (sealed, device) = try await sealed(message) else { continue }
            let outcome = await subscription.post(message: message.id, sealed: sealed, to: device)
            guard outcome.answer != nil else {
                log.notice("message.\(outcome.word)", metadata: ["message": "\(message.id)"])
                if outcome.isFarAway { return told }
                continue
            }
            try store.posted(message: message.id, at: Int64(now().timeIntervalSince1970))
            told += 1
        }
        return told
    }

    private func sealed(_ message: OutgoingMessage) async throws(DeskError) -> (Data, String)? {
        switch message.stage {
        case .sealed(let sealed, let device): return (sealed, device)
        case .draft(let draft, let named, let destination):
            // A case that only a stick brought has no way back yet.
            guard let named, let keyring = keyrings[destination] else { return nil }
            let outcome = await subscription.device(of: named)
            guard let device = outcome.answer else {
                log.notice("device.\(outcome.word)", metadata: ["message": "\(message.id)"])
                return nil
            }
            let certified: DeviceCertificate.Certified
            do {
                certified = try DeviceCertificate(device.certificate).verified(by: root)
            } catch {
                log.error("device.not_certified", metadata: ["message": "\(message.id)"])
                return nil
            }
            let thumbprint = certified.key.thumbprint
            let sealed = try keyring.seal(
                MailboxMessage(
                    id: message.id.uuid, kind: draft.kind, issuer: .destination(destination.uuid), device: thumbprint,
                    issuedAt: Date(timeIntervalSince1970: TimeInterval(draft.issuedAt)), reference: draft.reference,
                    content: draft.content), to: certified.key)
            // Before it is sent: a repeat must be the same ciphertext.
            try store.seal(message: message.id, as: sealed, to: thumbprint)
            return (sealed, thumbprint)
        }
    }
}
