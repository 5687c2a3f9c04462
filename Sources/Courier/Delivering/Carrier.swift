import Foundation
import Logging
import Sealing
import Store
import SubmissionAPI
import SubmissionClient

/// Carries one case one way, step after step; each step is written down before the next begins.
struct Carrier: Sendable {
    let outbox: Outbox
    let client: SubmissionClient
    let receipts: ReceiptKeys
    /// The town hall's, as far as it is known.
    let epoch: String?
    let log: Logger
    let time: @Sendable () -> StoreTime

    /// Does a job about a case.
    func carry(_ job: Job) async -> Report {
        do throws(StoreError) {
            switch job {
            case .deliver(let reference): return try await deliver(reference)
            case .ask(let reference): return try await ask(reference)
            case .confirm(let reference): return try await confirm(reference)
            case .probe, .mailbox, .tryDisk: return .finished
            }
        } catch {
            return Report(error)
        }
    }

    @discardableResult
    func take(_ step: DeliveryStep, of entry: OutboxCase) throws(StoreError) -> OutboxCase {
        try outbox.take(step, of: entry.reference, at: time())
    }
}

extension Report {
    /// What an error of the store means for the messenger.
    init(_ error: StoreError) {
        switch error {
        case .diskFull: self = .disk(.diskFull)
        case .readOnly, .diskFailing, .notDurable: self = .disk(.diskFailing)
        // Another program wrote for longer than five seconds; as with a full disk, nothing can be written down now.
        case .busy: self = .disk(.diskFailing)
        // The case was changed or deleted meanwhile, or its row is damaged: it is looked at again when the outbox changes.
        case .notFound, .notAllowed, .damaged(.outboxRow), .damaged(.sealedPart), .sealing, .changed: self = .finished
        case .damaged, .inUse, .unknownVersion: self = .outbox(error)
        }
    }
}

extension MessengerStatus.Trouble {
    /// Why there was no answer.
    init(_ reason: Unreachable) {
        switch reason {
        case .noNetwork: self = .noNetwork
        case .noAnswer, .stopped: self = .noAnswer
        case .cutOff: self = .cutOff
        case .tooSlow: self = .tooSlow
        case .certificateExpired: self = .certificateExpired
        case .certificateNotYetValid: self = .certificateNotYetValid
        case .certificateForAnotherName: self = .certificateForAnotherName
        case .certificateUntrusted: self = .certificateUntrusted
        }
    }
}

extension Outcome {
    /// What failed, where it may be the network; nothing where the town hall has answered.
    var failure: Report? {
        switch self {
        case .unreachable(let reason): .failed(.init(reason), retryAfter: nil)
        case .busy(let seconds): .failed(.busy, retryAfter: seconds)
        case .unauthorised: .failed(.notAdmitted, retryAfter: nil)
        case .notTheTownHall: .failed(.notTheTownHall, retryAfter: nil)
        case .done, .notFound, .conflict, .refused, .tooLarge: nil
        }
    }

    /// Why a person must look at the case; nothing for other outcomes.
    var reasonToSetAside: SetAsideReason? {
        switch self {
        case .conflict: .conflict
        case .refused: .refused
        case .tooLarge: .tooLarge
        case .done, .notFound, .unreachable, .busy, .unauthorised, .notTheTownHall: nil
        }
    }
}
