package import Forms

/// Where a visit stands.
package enum Stage: Hashable, Sendable {
    case welcome
    /// Staff, between two visits.
    case staff(StaffStep)
    case language
    case categories
    case services(category: String)
    case search
    /// What the directory says of a service that is not offered here.
    case description
    /// What you need, what it costs, how long it takes.
    case overview
    case privacy
    case identification
    /// An identification by card, or a change of the PIN.
    case card(CardStep)
    /// A question of the form, or whether there is another item.
    case step(Step)
    /// Everything that still has to be mended.
    case errors
    case review
    case declaration
    /// Staff write something for the office.
    case note
    /// The case is being sealed; the number comes.
    case sending
    case receipt
    /// The reference as a QR block.
    case code
    /// The way ends here, kindly.
    case stopped
    /// The visit is over, and its card still lies in the reader: nobody begins before it is taken.
    case cardLeft
    /// After a crash: this question's answer shows that it is the same person.
    case resume(Position)
    /// Nothing can be saved any more.
    case unsaved
    /// The service's deadline has passed.
    case closed
    /// The service that was chosen cannot be begun now.
    case unready(Unreadiness)
    case outOfOrder(String)

    /// The question that is being answered.
    package var question: Position? {
        switch self {
        case .step(.question(let position)), .resume(let position): position
        default: nil
        }
    }
}

/// What lies over a stage and goes away again.
package enum Overlay: Hashable, Sendable {
    case help, languages, themes
    case explanation
    /// The cards to practise with.
    case practice
    case confirmCancel
    /// Whether an entry of a repeat is to be removed.
    case confirmRemoval(Position, item: Int)
    /// Nobody has pressed a key for a while; at this second the visit is wiped.
    case idle(until: Int)
}
