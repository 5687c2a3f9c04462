internal import Catalogue
package import ClerkDesk
package import Foundation

/// The clerks' page: every page a function of what was asked and of the desk's cases. Serving it is `DeskSite+Serving`.
package struct DeskSite: Sendable {
    let store: CaseStore
    /// What is known of the services.
    package let known: KnownServices
    let offices: [DeskOffice]
    /// What an office is called, by its id.
    let officeNames: [String: String]
    let town: String
    let accounts: AccountDirectory
    let now: @Sendable () -> Date
    let sessions = Sessions()
    let signIn: SignIn
    let index: CaseIndex
    let clock = TownClock()
    /// Served over TLS: cookies say so.
    let isSecure: Bool

    /// Puts the page together.
    /// - Parameters:
    ///   - store: The opened cases.
    ///   - services: What is known of the services.
    ///   - offices: The desk's offices.
    ///   - officeNames: What an office is called, by its id; the id where there is none.
    ///   - town: The town's name.
    ///   - accounts: Who may sign in.
    ///   - isSecure: Whether it is served over TLS.
    ///   - cost: How much work a guess at a passphrase is.
    ///   - now: The wall clock.
    package init(
        store: CaseStore, services: KnownServices, offices: [DeskOffice], officeNames: [String: String], town: String,
        accounts: AccountDirectory, isSecure: Bool, cost: PassphraseRecord.Cost = .standard,
        now: @escaping @Sendable () -> Date
    ) {
        self.store = store
        known = services
        self.offices = offices
        self.officeNames = officeNames
        self.town = town
        self.accounts = accounts
        self.isSecure = isSecure
        self.now = now
        signIn = SignIn(accounts, cost: cost)
        index = CaseIndex(store, services)
    }

    /// Reads the words of all cases for the search; a search before finds what has been read.
    /// - Throws: Where the database fails.
    package func readWords() async throws { try await index.followAll() }

    func title(ofService identifier: String) -> String {
        known.service(identifier: identifier)?.title(.german) ?? identifier
    }

    func name(ofOffice id: String) -> String { officeNames[id] ?? id }

    /// Until when a case has to be decided: the end of the service's last day; nothing where the service sets none.
    func deadline(of entry: DeskCase) -> Int64? {
        known.service(identifier: entry.service)?.decideWithinDays.map {
            clock.end(of: entry.acceptedAt, plusDays: $0)
        }
    }
}
