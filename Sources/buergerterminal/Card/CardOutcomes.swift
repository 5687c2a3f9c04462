import EID
import SmartCard
import Visit

// The words of the card in those of the visit.

extension CardPIN {
    init(_ state: PINState) {
        self =
            switch state {
            case .usable(let left): .usable(triesLeft: left)
            case .suspended: .suspended
            case .blocked: .blocked
            case .deactivated: .switchedOff
            }
    }
}

extension CardRefusal {
    init(_ refusal: PasswordRefusal) {
        self =
            switch refusal {
            case .wrong(let left): .wrong(triesLeft: left)
            case .suspended: .suspended
            case .blocked: .blocked
            case .deactivated: .switchedOff
            case .notPermitted: .notPermitted
            case .abandoned: .abandoned
            }
    }
}

extension CardEvent {
    /// Nothing where somebody ended it.
    init?(_ outcome: ReadingOutcome) {
        switch outcome {
        case .read(let reading): self = .read(reading.applicant)
        case .passwordRefused(let kind, let refusal): self = .refused(kind == .can ? .can : .pin, CardRefusal(refusal))
        case .expired: self = .stopped(.expired)
        case .revoked: self = .stopped(.revoked)
        case .terminalNotAccepted: self = .stopped(.notAccepted)
        case .notGenuine: self = .stopped(.unknownIssuer)
        case .failed(let error):
            guard let obstacle = CardObstacle(error) else { return nil }
            self = .stopped(obstacle)
        }
    }

    init(_ outcome: PINManagement.Outcome) {
        switch outcome {
        case .done: self = .changed
        case .refused(let kind, let refusal): self = .refused(kind == .can ? .can : .oldPIN, CardRefusal(refusal))
        }
    }
}

extension CardObstacle {
    /// Nothing where somebody ended it.
    init?(_ error: CardError) {
        switch error {
        case .cancelled: return nil
        case .cardRemoved, .cardReset, .closed: self = .removed
        case .cardUnresponsive, .malformedResponse, .service: self = .unreadable
        case .readerRemoved, .serviceUnavailable: self = .readerGone
        case .sharingViolation: self = .busy
        }
    }

    init?(_ error: EIDError) {
        switch error {
        case .transport(let error): self.init(error)
        case .cardNotAuthentic, .untrusted: self = .unknownIssuer
        case .unsupported: self = .unknownCard
        case .terminal, .cryptography: self = .notSetUp
        case .unexpectedStatus, .secureMessaging, .malformed, .passwordForm: self = .unreadable
        }
    }

    /// At the first look what is no identity card shows by not having the file that every one has.
    init?(looking error: EIDError) {
        switch error {
        case .malformed, .unsupported, .unexpectedStatus: self = .unknownCard
        default: self.init(error)
        }
    }
}

extension ReadingOutcome {
    /// For the log.
    var word: String {
        switch self {
        case .read: "read"
        case .passwordRefused(let kind, _): "refused-\(kind)"
        case .expired: "expired"
        case .revoked: "revoked"
        case .terminalNotAccepted: "terminal-not-accepted"
        case .notGenuine: "not-genuine"
        // Its texts name what failed, and hold no data.
        case .failed(let error): "failed-\(error)"
        }
    }
}

/// How far a reading is, by its step.
struct ReadingProgress {
    private let groups: [DataGroup]
    /// The steps before the first data group.
    private static let before = 7

    init(_ groups: Set<DataGroup>) { self.groups = DataGroup.allCases.filter(groups.contains) }

    func progress(at step: ReadingStep) -> CardProgress {
        let total = Self.before + groups.count
        let (phase, done): (CardPhase, Int) =
            switch step {
            case .cardAccess: (.opening, 0)
            case .pace: (.opening, 1)
            case .terminalAuthentication: (.terminal, 2)
            case .passiveAuthentication: (.card, 3)
            case .chipAuthentication: (.card, 4)
            case .validity: (.validity, 5)
            case .revocation: (.validity, 6)
            case .age, .municipality, .pseudonym: (.data, Self.before)
            case .dataGroup(let group): (.data, Self.before + (groups.firstIndex(of: group) ?? 0))
            }
        return CardProgress(phase, done: done, of: total)
    }
}
