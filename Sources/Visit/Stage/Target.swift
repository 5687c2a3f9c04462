package import Catalogue
package import Forms

/// Something that can be chosen on a screen.
package struct Target: Hashable, Sendable {
    package let intent: Intent

    init(_ intent: Intent) { self.intent = intent }
}

/// What choosing a target means.
package enum Intent: Hashable, Sendable {
    case begin
    case chooseLanguage(Language)
    case category(String)
    case service(String)
    case find
    /// Reads about a service that is not offered here.
    case read(String)
    case proceed
    case choose(Choice)
    case toggle(Choice)
    case yes, no
    /// An answer from the card is wrong.
    case dispute
    /// Goes to a part of an address.
    case part(Int)
    case copyAddress(Int)
    case edit(Position)
    case removeItem(Position, Int)
    /// Goes through an entry of a repeat again.
    case editItem(Position, Int)
    case letter(Int)
    case letters
    case send
    case showCode
    case finish
    case chooseTheme(String)
    case help(Overlay)
    case stay
    case leave
    /// Identifies oneself by card.
    case useCard
    /// Goes on by what one says, or staff see.
    case withoutCard
    /// What may stand in the way of the card.
    case advice
    case obstacle(CardObstacle)
    case retry
    case practice(String)
    case takePractice
    /// Of the screens of staff.
    case staff(StaffChoice)
    /// Puts the visit aside.
    case putAside

    /// Whether a digit may choose it: digits act only where they are shown, and never on what goes on or sends.
    var isNumbered: Bool {
        switch self {
        case .begin, .proceed, .send, .finish, .showCode, .leave, .letters, .edit, .part, .copyAddress, .dispute,
            .useCard,
            .withoutCard, .advice, .retry, .putAside, .staff(.discard), .staff(.sign), .staff(.note):
            false
        default: true
        }
    }
}
