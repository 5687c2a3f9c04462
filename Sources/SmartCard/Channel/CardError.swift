/// Why a command could not be carried to the card and back. What the card itself says is a ``StatusWord``, not an error.
package enum CardError: Error, Equatable, Sendable {
    /// The card was taken away, or lost its power.
    case cardRemoved
    /// The card does not answer, or not within the time limit.
    case cardUnresponsive
    /// The reader was unplugged.
    case readerRemoved
    /// Another program holds the card.
    case sharingViolation
    /// The card was reset under us by somebody else; nothing that was authenticated holds any longer.
    case cardReset
    /// pcscd does not run, or was stopped.
    case serviceUnavailable
    /// What came back is no answer of a card: shorter than a status word, or longer than asked for.
    case malformedResponse
    /// The task was cancelled.
    case cancelled
    /// The channel was closed before.
    case closed
    /// Anything else that pcscd said, with its code (`SCARD_E_…`, pcsclite.h).
    case service(code: UInt32)
}
