package import Expressions

/// Somebody who may sign in.
package struct StaffMember: Hashable, Sendable {
    /// The fingerprint of the person's key.
    package let id: String
    package let name: String
    /// How often a wrong passphrase was typed since the last right one.
    package let failures: Int

    package init(id: String, name: String, failures: Int = 0) {
        self.id = id
        self.name = name
        self.failures = failures
    }
}

/// A case that was begun and put aside. Nothing of the citizen is here: what she answered is opened when one goes on.
package struct StaffDraft: Hashable, Sendable {
    /// Names the session in the journal.
    package let id: String
    /// The service's id; nothing where the draft cannot be read.
    package let service: String?
    package let begun: Moment?
    /// Whoever began it.
    package let owner: String?
    /// The ids of the others who may open it.
    package let colleagues: Set<String>

    package init(id: String, service: String?, begun: Moment?, owner: String?, colleagues: Set<String> = []) {
        self.id = id
        self.service = service
        self.begun = begun
        self.owner = owner
        self.colleagues = colleagues
    }
}

/// Where somebody is expected, from the day list.
package struct Appointment: Hashable, Sendable {
    package let time: String
    package let place: String
    /// The service's id.
    package let service: String
    /// Whom one meets; empty where the list does not say.
    package let name: String

    package init(time: String, place: String, service: String, name: String) {
        self.time = time
        self.place = place
        self.service = service
        self.name = name
    }
}

/// How the device itself is.
package struct DeviceCondition: Hashable, Sendable {
    package struct Battery: Hashable, Sendable {
        /// 0 to 100.
        package let percent: Int
        package let isCharging: Bool

        package init(percent: Int, isCharging: Bool) {
            self.percent = percent
            self.isCharging = isCharging
        }
    }

    /// Nothing where there is none.
    package let battery: Battery?
    /// Bytes that the disk still takes; nothing where the system does not say.
    package let freeBytes: Int64?

    package init(battery: Battery? = nil, freeBytes: Int64? = nil) {
        self.battery = battery
        self.freeBytes = freeBytes
    }
}

/// Who works with the case, and what is on it: of citizens only references and services.
///
/// No passphrase is here: it goes from the key straight into locked memory of the shell.
package struct StaffState: Hashable, Sendable {
    /// Who may sign in; nothing was heard yet.
    package internal(set) var members: [StaffMember]?
    /// Who has signed in.
    package internal(set) var member: StaffMember?
    /// Where cards are simulated: what to type to practise.
    package internal(set) var hint: String?
    /// The second from which a passphrase counts again, by person.
    var waits: [String: Int] = [:]
    /// What was interrupted by locking, and whose it is.
    var interrupted: Interruption?
    package internal(set) var drafts: [StaffDraft] = []
    package internal(set) var appointments: [Appointment] = []
    package internal(set) var holdings = Holdings()
    package internal(set) var condition = DeviceCondition()
    /// What is said on top of a screen of staff, until the next key.
    package internal(set) var notice: StaffWord?

    init() {}

    /// What locking interrupted.
    struct Interruption: Hashable, Sendable {
        /// Nothing where nothing was written down of it.
        var draft: String?
        let member: String
    }
}

/// What is said to staff.
package enum StaffWord: Hashable, Sendable {
    /// The draft belongs to a version of its service that is offered no more.
    case outdated
    /// The draft is not as it was written, or is somebody else's.
    case unreadable
    /// What was wanted could not be written down.
    case notDone
    /// The messenger was told to try now.
    case delivering
}
