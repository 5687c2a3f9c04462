package import Foundation

/// How far a sealed case is on its way to the town hall.
package enum DeliveryState: String, Hashable, Sendable, CaseIterable {
    /// It lies on this device and the town hall does not know of it.
    case sealed
    /// The town hall has given it a submission id, which is written down.
    case created
    /// Attachments are being sent.
    case uploading
    /// All was sent; the answer is awaited.
    case submitted
    /// The town hall has taken it, and signed that.
    case accepted
    /// The town hall could not open it or found it broken, and signed that.
    case rejected
}

/// Why a case waits for a person.
package enum SetAsideReason: String, Hashable, Sendable, CaseIterable {
    /// 409: the town hall has other content under this submission.
    case conflict
    /// 422 or 400: the town hall does not take it in this form.
    case refused
    /// 413: it is larger than the town hall takes.
    case tooLarge
    /// An answer was signed wrongly or tells of other content.
    case wrongReceipt
    /// Its destination or its key is no longer known.
    case unknownDestination
    /// What lies on the disk is not as it was written.
    case damaged

    /// A sentence for staff and administrators.
    package var sentence: String {
        switch self {
        case .conflict: "The town hall holds other content under this submission (409)."
        case .refused: "The town hall does not take the case in this form (400, 422)."
        case .tooLarge: "The case is larger than the town hall takes (413)."
        case .wrongReceipt: "The answer of the town hall is not signed as it must be, or tells of other content."
        case .unknownDestination: "The town hall does not know the destination or its key."
        case .damaged: "What lies on the disk is not as it was written."
        }
    }
}

/// What happens to a case on its way.
package enum DeliveryStep: Hashable, Sendable {
    /// The town hall gave it ids.
    case created(submission: UUID, caseID: UUID, epoch: String?)
    /// The first attachment is about to be sent.
    case uploadBegan
    /// An attachment has arrived.
    case uploaded(UUID)
    /// Metadata and data have arrived.
    case submitted
    /// The signed accept token, verified.
    case accepted(token: Data)
    /// The signed reject token, verified.
    case rejected(token: Data)
    /// The town hall has lost it (404, or a new epoch): begin again with the same reference.
    case lost
    /// The town hall was restored from a backup and has it all the same.
    case known(epoch: String)
    /// A person must look at it.
    case setAside(SetAsideReason)
    /// A person has looked at it: begin again.
    case retried
    /// It did not work this time: no network, 429, 5xx.
    case failed
}

/// The way of a case as a value: what has been reached, and what may come next.
package struct Delivery: Hashable, Sendable {
    package internal(set) var state: DeliveryState = .sealed
    package internal(set) var setAside: SetAsideReason?
    package internal(set) var submission: UUID?
    package internal(set) var caseID: UUID?
    /// The server's epoch when it gave the ids.
    package internal(set) var epoch: String?
    package internal(set) var uploaded: Set<UUID> = []
    /// Failed attempts since the last success.
    package internal(set) var attempts = 0

    /// Sealed, and nothing done yet.
    package init() {}

    /// Whether the messenger has anything to do for it.
    package var isDue: Bool { setAside == nil && state != .accepted && state != .rejected }

    /// Takes a step, or nothing at all.
    ///
    /// A step that has been taken already is taken again without effect, so that a crash between doing and writing down
    /// does no harm.
    /// - Throws: `notAllowed` where the step does not follow from the state.
    package mutating func take(_ step: DeliveryStep) throws(StoreError) {
        switch (step, state) {
        case (.created(let submission, let caseID, let epoch), .sealed) where setAside == nil:
            (self.submission, self.caseID, self.epoch) = (submission, caseID, epoch)
            reach(.created)
        case (.created(let submission, _, _), .created) where submission == self.submission: break
        case (.uploadBegan, .created) where setAside == nil: reach(.uploading)
        case (.uploadBegan, .uploading): break
        case (.uploaded(let attachment), .uploading) where setAside == nil:
            uploaded.insert(attachment)
            attempts = 0
        case (.submitted, .created) where setAside == nil, (.submitted, .uploading) where setAside == nil:
            reach(.submitted)
        case (.submitted, .submitted): break
        case (.accepted, .submitted), (.accepted, .uploading), (.accepted, .created):
            // Also where the answer to the last request was lost.
            setAside = nil
            reach(.accepted)
        case (.accepted, .accepted), (.rejected, .rejected): break
        case (.rejected, .submitted), (.rejected, .uploading), (.rejected, .created): reach(.rejected)
        case (.lost, .created), (.lost, .uploading), (.lost, .submitted), (.lost, .accepted), (.lost, .rejected):
            beginAgain()
        case (.known(let epoch), .submitted), (.known(let epoch), .accepted): self.epoch = epoch
        case (.setAside(let reason), _) where state != .accepted: setAside = reason
        case (.retried, _) where setAside != nil || state == .rejected: beginAgain()
        case (.failed, _) where isDue: attempts += 1
        default: throw .notAllowed
        }
    }

    private mutating func reach(_ next: DeliveryState) {
        state = next
        attempts = 0
    }

    /// Back to sealed: new ids, same reference.
    private mutating func beginAgain() { self = Delivery() }
}
