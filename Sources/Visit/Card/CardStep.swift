/// Where an identification by card, or a change of the PIN, stands.
package enum CardStep: Hashable, Sendable {
    /// Staff: whether the photo on the card is that of the person.
    case photo
    /// Who reads, for what, which data, until when. Source: PAuswG § 18 (4).
    case consent
    /// Waits for the card.
    case insert
    /// A secret is typed on this machine.
    case secret(CardEntry)
    /// It is typed on the reader's own pad.
    case pad
    /// The card is asked.
    case working(CardProgress)
    /// This is what was read.
    case read
    /// The new PIN holds.
    case changed
    /// “Take your card”, and only then on.
    case take
    /// What may stand in the way, to choose from.
    case advice
    /// Not this way: why, and the ways on.
    case stopped(CardObstacle)
}

/// What is typed, as far as anybody may know it: how many digits, never which.
package struct CardEntry: Hashable, Sendable {
    package let secret: CardSecret
    package internal(set) var count = 0
    /// What was wrong before.
    package internal(set) var notice: CardNotice?

    package init(_ secret: CardSecret, notice: CardNotice? = nil) {
        self.secret = secret
        self.notice = notice
    }
}

/// The secrets that are typed. Source: BSI TR-03127, 3.3.
package enum CardSecret: Hashable, Sendable, CaseIterable {
    case pin
    /// Five digits where it is still the transport PIN.
    case oldPIN
    case newPIN, newPINAgain
    /// On the front of the card.
    case can

    /// How many digits it has.
    package var lengths: ClosedRange<Int> { self == .oldPIN ? 5...6 : 6...6 }
}

/// What is said above the digits.
package enum CardNotice: Hashable, Sendable {
    /// So many digits are missing to the least there must be.
    case incomplete
    /// The tries left, where the card tells.
    case wrongPIN(triesLeft: Int?)
    /// One try is left, and the card wants the CAN before it.
    case lastTry
    case wrongCAN
    /// The two new PINs differ.
    case unequal
}

/// What is being done with the card, and how far it is.
package struct CardProgress: Hashable, Sendable {
    package let phase: CardPhase
    package let done: Int
    package let total: Int

    package init(_ phase: CardPhase, done: Int, of total: Int) {
        self.phase = phase
        self.done = done
        self.total = total
    }
}

/// The steps of a reading that people are told of.
package enum CardPhase: Hashable, Sendable, CaseIterable {
    /// The password opens a protected channel.
    case opening
    /// The card makes sure who reads.
    case terminal
    /// The terminal makes sure that the card is genuine.
    case card
    /// Expired? Reported lost?
    case validity
    case data
    case changing
}
