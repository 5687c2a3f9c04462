import EID
import SmartCard
import SmartCardPCSC

extension PasswordPadOutcome {
    /// What the reader says, in the words of the identity card. `isAuthorized`: the reader was given a template.
    ///
    /// Throws ``EIDError`` where neither the holder nor the state of the password is the reason.
    init(_ outcome: ReaderPACEOutcome, kind: PasswordKind, isAuthorized: Bool) throws(EIDError) {
        switch outcome {
        case .established(let channel):
            var references: [KeyReference] = []
            for bytes in channel.authorityReferences {
                let reference = try KeyReference(bytes: bytes[...])
                if !references.contains(reference) { references.append(reference) }
            }
            self = .established(
                cardIdentifier: channel.cardIdentifier, certificationAuthorityReferences: references)
        case .wrongPassword(let left): self = .refused(.wrong(triesLeft: left))
        case .refused(let status):
            guard let refusal = PasswordRefusal(untried: status, kind: kind, isAuthorized: isAuthorized) else {
                throw .unexpectedStatus(status)
            }
            self = .refused(refusal)
        case .cancelledOnReader, .timedOutOnReader: self = .refused(.abandoned)
        case .cardRemoved: throw .transport(.cardRemoved)
        case .failed(.wrongToken): throw .cardNotAuthentic
        case .failed(let result):
            throw .unsupported("PACE on this reader's pad, which says \(result)")
        }
    }
}

extension PasswordRefusal {
    /// Why the card did not get as far as trying the password; nil where its status has another meaning.
    ///
    /// Some readers stop at the warning of MSE:Set AT, others go on to the refusal that follows.
    /// Source: BSI TR-03110-3, B.14.1 and B.14.2.
    fileprivate init?(untried status: StatusWord, kind: PasswordKind, isAuthorized: Bool) {
        switch (status.triesLeft, status) {
        case (0?, _), (nil, .authenticationMethodBlocked): self = .blocked
        case (1?, _) where kind == .pin: self = .suspended
        case (nil, .conditionsOfUseNotSatisfied) where kind == .pin: self = .suspended
        case (nil, .deactivated), (nil, .referenceDataUnusable): self = .deactivated
        case (nil, .incorrectParametersInData) where isAuthorized: self = .notPermitted
        default: return nil
        }
    }
}
