/// How a card is held.
package enum CardSharing: Sendable {
    /// Nobody else may have it, before and meanwhile: for everything that authenticates.
    case exclusive
    /// Others may be connected and wait meanwhile (a PC/SC transaction): for a look at the card.
    case transaction
}
