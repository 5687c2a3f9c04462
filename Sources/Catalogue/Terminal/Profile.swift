/// Who stands before the terminal: a citizen alone, or staff with the mobile case.
package enum Profile: String, Sendable, CaseIterable, Comparable {
    case kiosk
    case koffer

    package static func < (left: Profile, right: Profile) -> Bool { left.rawValue < right.rawValue }
}
