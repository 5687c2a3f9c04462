internal import ClerkDesk

/// Who may see a page.
enum Access: Sendable, Hashable, CaseIterable {
    /// Also who is not signed in.
    case anyone
    /// Whoever is signed in.
    case signedIn
    /// The cases of the account's offices.
    case cases
    /// Figures and retention of the account's offices.
    case figures
    /// Accounts and the audit log.
    case administration

    /// Whether somebody may.
    func isOpen(to role: Account.Role) -> Bool {
        switch self {
        case .anyone, .signedIn: true
        case .cases: role != .admin
        case .figures: role == .lead
        case .administration: role == .admin
        }
    }
}
