package import SmartCard

/// What can go wrong between a reader and a card, put there on purpose.
package enum CardFault: Equatable, Sendable {
    /// The card is taken away before it answers.
    case removed
    /// The card is taken away, and the reader reports success with no bytes at all.
    case emptyAnswer
    /// One bit of the answer is turned round: counted from its end, so that 16 is the last bit of the data.
    case bitFlipped(fromEnd: Int)
    /// Only so many bytes of the answer arrive.
    case cutShort(to: Int)
    /// The data is lost and another status word comes.
    case statusWord(StatusWord)
    /// The answer comes late.
    case delayed(Duration)
    /// No answer ever comes.
    case hanging
}
