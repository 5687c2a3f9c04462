package import Forms

/// What a visit knows of the reader and of the card in it.
///
/// No secret is here: their digits go from the key straight into locked memory of the shell. Source: eID design note,
/// “digits never enter equatable state”.
package struct CardState: Hashable, Sendable {
    /// Whether cards can be read here; nothing was heard yet.
    package internal(set) var terminal: CardTerminal?
    /// The cards to practise with.
    package internal(set) var practice: [PracticeCard] = []
    /// The one that lies in the simulated reader.
    package internal(set) var inserted: String?
    /// Whether a card is in the reader.
    package internal(set) var isIn = false
    /// Staff have said that the photo is that of the person.
    var photoWasCompared = false
    /// The card wants the CAN before the PIN.
    var isSuspended = false
    /// Whose household's next person shows the card; nothing for the applicant.
    package internal(set) var household: Position?
    /// What that person's card has said.
    package internal(set) var read: Applicant?
    /// After a crash: the question that may be answered instead of showing the same card again.
    var proof: Position?
    /// What comes when the card was taken.
    var afterwards = Afterwards.goOn

    enum Afterwards: Hashable, Sendable { case goOn, resume, leave }

    init() {}

    /// What stays when a visit ends: the reader, not the card.
    var forNextVisit: CardState {
        var next = CardState()
        (next.terminal, next.practice, next.inserted) = (terminal, practice, inserted)
        return next
    }
}
