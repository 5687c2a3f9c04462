/// What the shell tells of staff and of what they work on.
package enum StaffEvent: Sendable {
    /// Who may sign in, and what to type to practise.
    case members([StaffMember], hint: String?)
    /// So many characters of the passphrase stand there now.
    case typed(Int)
    /// The passphrase was right.
    case opened
    /// It was wrong, so often in a row.
    case refused(failures: Int)
    /// The key could not be tried.
    case unusable
    /// What this person may go on with.
    case drafts([StaffDraft])
    case appointments([Appointment])
    case holdings(Holdings)
    case condition(DeviceCondition)
    /// What the office has written about a case, the newest first.
    case messages([OfficeMessage], about: String)
    /// The visit was put aside under this name.
    case suspended(String)
    /// What a draft holds.
    case draft([JournalEntry])
    /// A wish could not be fulfilled.
    case failed(StaffWord)
}

/// What staff want of the shell.
package enum StaffWish: Hashable, Sendable {
    /// Wipe what was typed.
    case forget
    /// Open somebody's key with what was typed.
    case signIn(String)
    /// Wipe the key.
    case signOut
    /// Put the visit aside: its key leaves the memory, what was journalled stays.
    case suspend
    /// Tell how everything stands.
    case look
    /// Open a draft and go on writing into it.
    case open(String)
    case discard(String)
    /// These may open it too, by their ids.
    case share(String, with: Set<String>)
    /// Open what the office has written about the case with this reference.
    case read(String)
    /// Have the messenger try at once.
    case deliver
}
