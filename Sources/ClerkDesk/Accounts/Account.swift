/// Somebody who may sign in on the clerks' page.
package struct Account: Codable, Hashable, Sendable {
    /// What somebody may do.
    package enum Role: String, Codable, Hashable, Sendable, CaseIterable {
        /// Sees the cases of the account's offices: opens, decides, asks back, exports.
        case clerk
        /// What a clerk may; also sees the figures of these offices, and what retention deletes.
        case lead
        /// Sees the accounts and the audit log, and no case.
        case admin
    }

    /// To sign in with: 1 to 40 of `a`–`z`, digits, `.`, `-`, `_`.
    package let name: String
    /// As colleagues read it.
    package let displayName: String
    package let role: Role
    /// The ids of the offices whose cases it sees; nothing for all.
    package let offices: Set<String>?
    package let passphrase: PassphraseRecord

    /// Describes an account.
    package init(
        name: String, displayName: String, role: Role, offices: Set<String>?, passphrase: PassphraseRecord
    ) {
        self.name = name
        self.displayName = displayName
        self.role = role
        self.offices = offices
        self.passphrase = passphrase
    }

    /// Whether a name can be one: it also names a file.
    package static func isName(_ text: String) -> Bool {
        let isPlain = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
            case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"): true
            default: false
            }
        }
        return isPlain && (1...40).contains(text.utf8.count) && text.first != "."
    }

    /// The same with another passphrase.
    package func with(_ passphrase: PassphraseRecord) -> Account {
        Account(name: name, displayName: displayName, role: role, offices: offices, passphrase: passphrase)
    }

    /// The offices among these that it sees; an administrator sees none.
    package func offices(among all: [DeskOffice]) -> Set<String> {
        guard role != .admin else { return [] }
        let ids = Set(all.map(\.id))
        return offices.map { $0.intersection(ids) } ?? ids
    }
}
