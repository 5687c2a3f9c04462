internal import ClerkDesk

/// Who asks for a page, and with what.
struct Visitor: Sendable {
    let account: Account
    /// What the browser keeps.
    let sessionID: String
    let session: Session
    /// The offices whose cases it sees.
    let offices: Set<String>

    var actor: AuditedActor { .account(account.name) }
}
