package import Expressions

/// Why it does not go on with the card. Every one has a screen with a way on.
package enum CardObstacle: Hashable, Sendable {
    // What only the person knows.
    /// Not known, or never set.
    case pinUnknown
    case tooYoung
    /// A passport, a card of another country.
    case otherDocument
    case notOwnCard
    /// The person does not want the card to be read.
    case unwilling
    /// Staff: another person than on the photo.
    case photoDiffers

    // What the card says.
    case switchedOff
    case blocked
    case expired
    case revoked
    /// Its signature leads to no authority that this terminal knows.
    case unknownIssuer
    /// It does not accept this terminal.
    case notAccepted
    /// No identity card, or none that is understood.
    case unknownCard

    // What happened on the way.
    case removed
    case unreadable
    case readerGone
    /// Another program holds the card.
    case busy
    /// Cancelled on the reader's pad, or nothing typed there.
    case abandoned

    // What this terminal lacks.
    /// Its certificates have lapsed, since this day.
    case lapsed(since: CivilDate)
    case notSetUp

    /// Whether the same can be tried once more.
    package var canBeTriedAgain: Bool {
        switch self {
        case .removed, .unreadable, .readerGone, .busy, .abandoned, .unknownCard: true
        default: false
        }
    }

    /// Whether a new PIN would be a way.
    package var wantsNewPIN: Bool { self == .pinUnknown }
}
