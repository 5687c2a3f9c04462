package import Catalogue
package import Expressions
package import Forms

/// What can happen during a visit.
package enum VisitEvent: Sendable {
    case press(Press)
    /// Something that can be chosen was touched or clicked, by its place among the targets.
    case touch(Int)
    /// The screen was painted: so many pages can be read on from what has the focus.
    case painted(above: Int, below: Int)
    /// Time passes: seconds since the machine started, which no clock setting moves; and what the wall clock says.
    case time(seconds: Int, today: CivilDate, now: Moment)
    /// A new configuration: taken up between visits.
    case configuration(Configuration)
    /// The reader or the card has something to tell.
    case card(CardEvent)
    /// What staff have to be told.
    case staff(StaffEvent)
    /// What was to be journalled could not be written: nothing further may be entered.
    case unsaved
    /// The number for the reference of the case that was sent, and what became of it.
    case number(Int, Delivery)
    /// The town hall has signed that it has the case that was sent.
    case received
    /// What the directory has found for a text.
    case found([DirectoryFinding], String)
    /// What the directory says of a service.
    case description(DirectoryDescription, String)
    /// The service that was chosen cannot be begun now.
    case unready(Unreadiness)
    /// What staff should know, as it stands now.
    case staffNotices([StaffNotice])
    /// In training: how the network stands that can be cut.
    case practiceNetwork(PracticeNetwork)
    /// The terminal cannot serve, and why, as an event id for staff; nothing: it can again.
    case outOfOrder(String?)
}

/// What a visit wants done.
package enum VisitEffect: Hashable, Sendable {
    /// A service was chosen: see whether its cases could be sealed and kept, and answer where not.
    case prepare
    /// The case is confirmed: seal and store it, and answer with a number.
    case deliver(JSONValue)
    /// The visit is over: forget everything of it.
    case wipe
    /// A defect of a service file, for the log.
    case report(Defect)
    /// Write this down before anything else, so that a crash loses nothing.
    case journal(JournalEntry)
    /// Something of the reader and the card in it.
    case card(CardWish)
    /// Something that staff want.
    case staff(StaffWish)
    /// Look a text up in the service directory.
    case lookUp(String)
    /// Read what the directory says of a service.
    case describe(String)
    /// In training: cut the network or restore it, and say how it stands.
    case switchPracticeNetwork(to: PracticeNetwork)
}
