import ArgumentParser
import ClerkDesk
import Foundation
import Secrets

/// `rathaus desk account`.
struct DeskAccountCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "account", abstract: "Who may sign in on the clerks' page.",
        discussion: "Roles: clerk works on the cases of its offices; lead also sees figures and retention; admin sees "
            + "accounts and the audit log, and no case.",
        subcommands: [
            DeskAccountAdd.self, DeskAccountList.self, DeskAccountChange.self, DeskAccountPassphrase.self,
            DeskAccountRemove.self,
        ])
}

/// Whose cases an account sees.
struct AccountOffices: ParsableArguments {
    @Option(name: .customLong("office"), help: "An office whose cases it sees; may be given several times.")
    var named: [String] = []

    @Flag(help: "It sees the cases of all offices, also of later ones.")
    var allOffices = false

    func ids(known offices: [DeskOffice], for role: Account.Role) throws -> Set<String>? {
        for name in named where !offices.contains(where: { $0.id == name }) {
            throw DeskError.noOffice(name, known: offices.map(\.id))
        }
        guard role != .admin else { return [] }
        guard allOffices || !named.isEmpty else {
            throw Refused("Say which cases it sees: --office NAME, or --all-offices.")
        }
        return allOffices ? nil : Set(named)
    }
}

extension Account.Role: ExpressibleByArgument {}

/// `rathaus desk account add`.
struct DeskAccountAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Take somebody in.",
        discussion:
            "The passphrase is the first line of the file, never an argument: arguments are seen by every user of "
            + "the machine.")

    @OptionGroup var place: TownHallPlace
    @OptionGroup var catalogue: CataloguePlace
    @OptionGroup var offices: AccountOffices
    @Argument(help: "The name to sign in with: a to z, digits, “.”, “-”, “_”.") var name: String
    @Option(help: "As colleagues read it.") var displayName: String
    @Option(help: "clerk, lead or admin.") var role: Account.Role
    @Option(help: "A file with the passphrase; “-” reads it from standard input.") var passphraseFile = "-"

    func run() async throws {
        try await Console.run {
            let desk = try OpenDesk(place, catalogue)
            defer { desk.store.close() }
            let account = Account(
                name: name, displayName: displayName, role: role,
                offices: try offices.ids(known: desk.offices, for: role),
                passphrase: try PassphraseRecord(Passphrase.read(passphraseFile, shortest: PassphraseRecord.shortest)))
            try desk.accounts.add(account)
            try desk.store.record(.changedAccount, by: desk.who, reference: nil, at: OpenDesk.seconds)
            Console.line("\(name) may sign in as \(role.rawValue).")
        }
    }
}

/// `rathaus desk account list`.
struct DeskAccountList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Show all accounts.")

    @OptionGroup var place: TownHallPlace

    func run() async throws {
        try await Console.run {
            for account in try AccountDirectory(place.desk).accounts() {
                let offices = account.offices.map { $0.sorted().joined(separator: ",") } ?? "all offices"
                let role = account.role.rawValue
                Console.line("\(account.name)  \(role)  \(offices)  \(Console.printable(account.displayName))")
            }
        }
    }
}

extension OpenDesk {
    /// Changes an account, and writes into the audit log that it was changed.
    fileprivate func change(_ name: String, _ change: (Account) throws -> Account) throws {
        guard let account = try accounts.account(name) else { throw Refused("There is no account “\(name)”.") }
        try accounts.store(change(account))
        try store.record(.changedAccount, by: who, reference: nil, at: Self.seconds)
    }
}

/// `rathaus desk account change`.
struct DeskAccountChange: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "change", abstract: "Change what somebody may do; it holds at the next click.")

    @OptionGroup var place: TownHallPlace
    @OptionGroup var catalogue: CataloguePlace
    @OptionGroup var offices: AccountOffices
    @Argument(help: "The account's name.") var name: String
    @Option(help: "clerk, lead or admin.") var role: Account.Role

    func run() async throws {
        try await Console.run {
            let desk = try OpenDesk(place, catalogue)
            defer { desk.store.close() }
            let ids = try offices.ids(known: desk.offices, for: role)
            try desk.change(name) {
                Account(
                    name: name, displayName: $0.displayName, role: role, offices: ids, passphrase: $0.passphrase)
            }
        }
    }
}

/// `rathaus desk account passphrase`.
struct DeskAccountPassphrase: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "passphrase",
        abstract: "Set another passphrase; whoever is signed in with the old one is signed out.")

    @OptionGroup var place: TownHallPlace
    @OptionGroup var catalogue: CataloguePlace
    @Argument(help: "The account's name.") var name: String
    @Option(help: "A file with the passphrase; “-” reads it from standard input.") var passphraseFile = "-"

    func run() async throws {
        try await Console.run {
            let desk = try OpenDesk(place, catalogue)
            defer { desk.store.close() }
            try desk.change(name) {
                $0.with(
                    try PassphraseRecord(Passphrase.read(passphraseFile, shortest: PassphraseRecord.shortest)))
            }
        }
    }
}

/// `rathaus desk account remove`.
struct DeskAccountRemove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Take an account away; what it did stays in the audit log.")

    @OptionGroup var place: TownHallPlace
    @OptionGroup var catalogue: CataloguePlace
    @Argument(help: "The account's name.") var name: String

    func run() async throws {
        try await Console.run {
            let desk = try OpenDesk(place, catalogue)
            defer { desk.store.close() }
            try desk.accounts.remove(name)
            try desk.store.record(.changedAccount, by: desk.who, reference: nil, at: OpenDesk.seconds)
        }
    }
}
