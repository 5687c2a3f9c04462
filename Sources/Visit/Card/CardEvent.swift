package import Forms

/// What the reader and the card tell. None of it holds a digit of a secret.
package enum CardEvent: Hashable, Sendable {
    /// Whether cards can be read, and who reads.
    case terminal(CardTerminal)
    /// The cards to practise with.
    case practice([PracticeCard])
    /// The one that lies in the simulated reader.
    case practiceInserted(String?)
    /// An identity card is in the reader; the state of its PIN, and whether the reader has a pad of its own.
    case found(CardPIN, hasPad: Bool)
    /// It was taken out.
    case removed
    /// So many digits stand there now.
    case typed(Int)
    case progress(CardProgress)
    /// What a genuine card has said.
    case read(Applicant)
    case refused(CardSecret, CardRefusal)
    /// The two new PINs differ.
    case unequal
    case changed
    case stopped(CardObstacle)
}

/// What a card says of its PIN before anything is tried. Source: BSI TR-03110-3, B.14.1.
package enum CardPIN: Hashable, Sendable {
    /// The tries left, where there was a wrong one before.
    case usable(triesLeft: Int?)
    /// One try is left, and the CAN comes first.
    case suspended
    case blocked
    case switchedOff
}

/// Why a card did not take a secret.
package enum CardRefusal: Hashable, Sendable {
    case wrong(triesLeft: Int?)
    case suspended, blocked, switchedOff, abandoned, notPermitted
}
