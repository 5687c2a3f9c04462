/// Where staff are between two visits.
package enum StaffStep: Hashable, Sendable {
    /// Who works here.
    case members
    /// The passphrase of one of them is typed.
    case passphrase(PassphraseEntry)
    /// It is being looked at: half a second.
    case checking(StaffMember)
    /// What there is to do.
    case desk
    case drafts
    case draft(String)
    /// Who else may open a draft.
    case handover(String, Set<String>)
    /// Whether a draft is to be deleted; asked twice.
    case discard(String, again: Bool)
    /// What lies on this device.
    case holdings
    /// One case of it, and what the office has written about it, the newest first. It is gone with this screen.
    case holding(String, [OfficeMessage] = [])
    case appointments
}

/// What is typed, as far as anybody may know it: how many characters, never which.
package struct PassphraseEntry: Hashable, Sendable {
    /// What was wrong before.
    package enum Notice: Hashable, Sendable {
        case empty, wrong, waiting, unusable
    }

    package let member: StaffMember
    package internal(set) var count = 0
    package internal(set) var notice: Notice?
    /// Whether the device was locked while this person worked.
    package let isLocked: Bool

    init(_ member: StaffMember, notice: Notice? = nil, isLocked: Bool = false) {
        self.member = member
        self.notice = notice
        self.isLocked = isLocked
    }
}

/// What staff can choose on their screens.
package enum StaffChoice: Hashable, Sendable {
    case member(String)
    case newCase, drafts, appointments, holdings, lock, signOut
    case draft(String)
    case resume, handOver, discard
    case colleague(String)
    case holding(String)
    case deliver, correct
    case appointment(Int)
    /// Another person of the household shows a card.
    case personCard
    /// Sends, and says how the citizen has agreed.
    case sign(Signature)
    case note

    /// How it is known that the citizen declares what is sent.
    package enum Signature: Hashable, Sendable {
        /// A sheet was signed, which goes to the office.
        case onPaper
        /// She was there, read or heard everything, and said yes.
        case inPerson
    }
}

/// How long one waits before a passphrase counts again.
package enum SignInDelay {
    /// Seconds after so many wrong ones in a row: none after two, then 5, 10, 20 …, at most a quarter of an hour.
    ///
    /// Counted by a clock that nobody sets. After a restart the whole time runs again.
    package static func seconds(afterFailures failures: Int) -> Int {
        failures < 3 ? 0 : min(900, 5 << min(failures - 3, 10))
    }
}
