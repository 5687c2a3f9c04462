package import Expressions

/// What staff with the case should know before they begin; citizens do not see it.
package enum StaffNotice: Hashable, Sendable {
    /// Cases of an office can be sealed only until this day.
    case keyExpires(office: String, on: CivilDate)
    /// Cases of an office cannot be sealed any more.
    case noKey(office: String)
    /// The device has little room left.
    case noRoom
    /// How the messenger stands, in its own sentence.
    case messenger(String)
}
