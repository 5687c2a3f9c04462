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
    case letter(Int)
    case letters
    case send
    case showCode
    case finish
    case chooseTheme(String)
    case help(Overlay)
    case stay
    case leave
}
