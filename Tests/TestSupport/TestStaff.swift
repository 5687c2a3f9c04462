package import Visit

/// Two people who work with the case.
package enum TestStaff {
    package static let members = [
        StaffMember(id: "0123456789abcdef", name: "Beate Muster"),
        StaffMember(id: "fedcba9876543210", name: "Jörg Ahorn"),
    ]

    /// The first of them signs in.
    package static func signIn(_ visit: inout Visit, members: [StaffMember] = members) {
        _ = visit.handle(.staff(.members(members, hint: nil)))
        _ = visit.handle(.press(.digit(1)))
        _ = visit.handle(.staff(.typed(12)))
        _ = visit.handle(.press(.enter))
        _ = visit.handle(.staff(.opened))
    }
}
