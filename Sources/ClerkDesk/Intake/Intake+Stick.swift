package import Foundation
internal import Sealing
package import SubmissionAPI

/// A case that somebody carried here: what `kioskctl outbox export` wrote of it.
package struct StickCase: Sendable {
    /// An attachment, and how to read it.
    package struct Attachment: Sendable {
        package let id: ResourceID
        package let read: @Sendable () -> Data?

        /// Names an attachment; `read` gives nothing where it cannot be read.
        package init(id: ResourceID, read: @escaping @Sendable () -> Data?) {
            self.id = id
            self.read = read
        }
    }

    package let destination: ResourceID
    package let service: String
    package let metadata: Data
    package let data: Data
    package let attachments: [Attachment]

    /// Describes a case; all parts JWE compact.
    package init(
        destination: ResourceID, service: String, metadata: Data, data: Data, attachments: [Attachment]
    ) {
        self.destination = destination
        self.service = service
        self.metadata = metadata
        self.data = data
        self.attachments = attachments
    }
}

extension Intake {
    /// What came of a carried case.
    package enum StickOutcome: Hashable, Sendable {
        case taken
        /// It was here already, by the network or another stick.
        case repeated
        case rejected(IntakeProblem)
        /// A part of it cannot be read, or a key of the desk's is missing.
        case waits(String)
        /// It is for an office whose keys are not here.
        case foreign
    }

    /// Takes in a case that was carried here, as if it had been delivered. No token is given: the device gets it when
    /// the network delivers the case, which is then recognised as a repeat.
    /// - Throws: Where the desk's own database fails.
    package func take(_ carried: StickCase, keyring: OfficeKeyring?) async throws(DeskError) -> StickOutcome {
        guard let keyring, keyring.office.destination == carried.destination else { return .foreign }
        let origin = Origin(
            submission: ResourceID(), case: nil, office: keyring.office, service: carried.service)
        let parts = CaseParts(
            origin: origin,
            content: SubmissionContent(
                encryptedMetadata: String(decoding: carried.metadata, as: UTF8.self),
                encryptedData: String(decoding: carried.data, as: UTF8.self)),
            attachments: carried.attachments.map(\.id))
        let judgement = try await judging.judge(parts, keyring: keyring) { id in
            guard let read = carried.attachments.first(where: { $0.id == id })?.read, let sealed = read() else {
                return .notHere("unreadable", isFarAway: false)
            }
            return .sealed(sealed)
        }
        switch judgement {
        case .waits(let reason, _): return .waits(reason)
        case .rejected(let problem, _):
            try store.forgetOrphan(origin.submission)
            return .rejected(problem)
        case .sound(let front, _, let isNew):
            let time = Int64(now().timeIntervalSince1970)
            switch try store.take(front, from: origin, at: time, verdict: nil, hasAttachments: isNew) {
            case .new: return .taken
            case .repeated: return .repeated
            case .otherContent: return .rejected(.otherContent)
            case .deletedMeanwhile: return .waits("deleted_meanwhile")
            }
        }
    }
}
