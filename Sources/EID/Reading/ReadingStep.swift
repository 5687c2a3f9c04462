/// The steps of a reading, in their order.
package enum ReadingStep: Hashable, Sendable {
    case cardAccess
    case pace
    case terminalAuthentication
    case passiveAuthentication
    case chipAuthentication
    case validity
    case revocation
    case age
    case municipality
    case pseudonym
    case dataGroup(DataGroup)

    /// The name in reports: `PACE`, `DG4 givenNames`.
    package var name: String {
        switch self {
        case .cardAccess: "EF.CardAccess"
        case .pace: "PACE"
        case .terminalAuthentication: "terminal authentication"
        case .passiveAuthentication: "passive authentication"
        case .chipAuthentication: "chip authentication"
        case .validity: "validity"
        case .revocation: "revocation"
        case .age: "age verification"
        case .municipality: "municipality verification"
        case .pseudonym: "restricted identification"
        case .dataGroup(let group): "DG\(group.rawValue) \(group.name)"
        }
    }
}

/// How one step went.
package struct ReadingStepReport: Equatable, Sendable {
    package enum Outcome: Equatable, Sendable {
        case done
        /// The step was done, and the answer was no: not valid, revoked, absent, not permitted, wrong password.
        case refused
        case failed(EIDError)
    }

    package let step: ReadingStep
    package let outcome: Outcome
    package let duration: Duration
    /// How many commands went to the card.
    package let exchanges: Int
}
