import Catalogue
package import Expressions

/// What can happen to a form, and what a journal keeps of it.
///
/// Elements are told by their index, so that it means something only with the same version of the same service.
package enum FormEvent: Codable, Hashable, Sendable {
    /// An answer was given; bad input is kept and told.
    case answer(Position, Entry)
    /// An answer was taken back.
    case clear(Position)
    /// Another item of a repeat.
    case addItem(Position)
    case removeItem(Position, item: Int)
    /// “No” to the question before the first item of a repeat.
    case declineItems(Position)
    /// “That is wrong” to an answer from the card: it can be changed, and the payload says so.
    case dispute(Position)
    /// The card was right after all.
    case acceptCard(Position)
    /// The applicant's card was read.
    case card(Applicant)
    /// The own card of a person in a repeat was read.
    case itemCard(Position, item: Int, Applicant)
    case identified(IdentificationNote)
    /// The day or minute has changed.
    case clock(today: CivilDate, now: Moment)
}

/// What a form wants done.
package enum FormEffect: Hashable, Sendable {
    /// A defect of the service file, for the log.
    case report(Defect)
    /// The event did not fit: an item that is not there, a locked answer.
    case ignored
}
