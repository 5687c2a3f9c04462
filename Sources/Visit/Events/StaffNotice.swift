package import Expressions

/// What staff with the case should know before they begin; citizens do not see it.
package enum StaffNotice: Hashable, Sendable {
    /// Cases of an office can be sealed only until this day.
    case keyExpires(office: String, on: CivilDate)
    /// Cases of an office cannot be sealed any more.
    case noKey(office: String)
    /// The device has little room left.
    case noRoom
    /// How the messenger stands, and how many cases wait for it.
    case messenger(MessengerStanding, waiting: Int)
}

/// What staff can do something about when cases do not get away.
package enum MessengerStanding: String, Hashable, Sendable {
    case isFine
    case doesNotRun
    case hasNoConnection
    /// The network wants to be signed in to.
    case wantsSignIn
    /// The town hall's certificate is not in order.
    case distrustsServer
    /// The town hall does not take this device.
    case isNotAdmitted
}
