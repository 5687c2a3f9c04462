internal import ClerkDesk
internal import Foundation

/// Somebody who is signed in, in one browser.
struct Session: Sendable {
    /// The account's name.
    let account: String
    /// With which it was signed in: where the account has another by now, the session is over.
    var passphrase: PassphraseRecord
    /// What every form of this session carries, and no other site knows.
    let formToken: String
    let startedAt: Date
    var lastSeenAt: Date
    /// What was searched for last: kept here, so that no name stands in an address.
    var search = ""
    /// A sentence for the page that comes next.
    var notice: String?
}
