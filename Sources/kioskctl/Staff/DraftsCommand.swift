import ArgumentParser
import Foundation
import Sealing
import Secrets
import Store

/// `kioskctl drafts`: cases that were begun on the mobile case and not finished.
struct DraftsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drafts", abstract: "List open drafts of the mobile case, and give them to somebody.",
        subcommands: [DraftsListCommand.self, DraftsRecoverCommand.self])
}

/// `kioskctl drafts list`.
struct DraftsListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Show when drafts were begun, and who can open them.",
        discussion: "A line each: id, day and time, names. What is in them only those people can see. "
            + "The terminal must not run.")

    @OptionGroup var place: StaffPlace

    func run() throws {
        try place.attempt {
            let names = Dictionary(place.directory.members.map { ($0.id, $0.name) }) { first, _ in first }
            let store = try TerminalStore(StorePlaces(dataDirectory: place.state), at: .now())
            for session in try store.journal.sessions() {
                guard let wrapped = session.wrapped else { continue }
                let people = wrapped.recipients.map { names[$0.fingerprint] ?? $0.fingerprint }
                let columns = [
                    session.id.uuidString.lowercased(), OutboxText.time(session.openedAt),
                    Output.printable(people.joined(separator: ", ")),
                ]
                Output.line(columns.joined(separator: "\t"))
            }
        }
    }
}

/// `kioskctl drafts recover`.
struct DraftsRecoverCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recover", abstract: "Open all drafts with the town's recovery key, for a member of staff.",
        discussion:
            "For a passphrase that is forgotten, or an illness. The recovery key lies locked in the town hall's "
            + "backup: carry that file here, and take it away again. Nothing of a draft is shown; the person named can "
            + "open them at the terminal afterwards. The terminal must not run.")

    @Option(help: "The locked recovery key: a JSON file, or a town hall's settings with “recoveryKey” in it.")
    var recoveryKey: String

    @Option(help: "A file with its passphrase; “-” reads it from standard input.")
    var passphraseFile = "-"

    @Option(help: "Who is to have the drafts: a name or a fingerprint.")
    var to: String

    @OptionGroup var place: StaffPlace

    func run() throws {
        try place.attempt {
            let record = try place.find(to)
            guard let json = FileManager.default.contents(atPath: recoveryKey), let locked = Self.key(in: json) else {
                throw ValidationError("“\(recoveryKey)” holds no locked key.")
            }
            let passphrase = try SecretFile.read(passphraseFile)
            switch try locked.open(with: passphrase) {
            case .wrongPassphrase:
                Output.error("The passphrase of the recovery key is wrong.")
                throw ExitCode.failure
            case .opened(let key): try recover(with: key, for: record)
            }
        }
    }

    private static func key(in json: Data) -> LockedStaffKey? {
        struct Settings: Decodable { let recoveryKey: LockedStaffKey }
        return (try? JSONDecoder().decode(LockedStaffKey.self, from: json))
            ?? (try? JSONDecoder().decode(Settings.self, from: json))?.recoveryKey
    }

    private func recover(with key: borrowing StaffKey, for record: StaffRecord) throws {
        let store = try TerminalStore(StorePlaces(dataDirectory: place.state), at: .now())
        var (given, closed) = (0, 0)
        for session in try store.journal.sessions() {
            guard let wrapped = session.wrapped else { continue }
            guard case .key(let opened) = wrapped.unwrap(with: key, session: session.id) else {
                closed += 1
                continue
            }
            let again = try WrappedSessionKey(
                wrapping: opened, of: session.id, to: wrapped.recipients + [record.key.publicKey])
            try store.journal.setWrappedKey(try JSONEncoder().encode(again), of: session.id)
            given += 1
        }
        Output.error("\(given) drafts can be opened by \(Output.printable(record.name)) now.")
        guard closed == 0 else {
            Output.error("\(closed) drafts are not wrapped to this recovery key.")
            throw ExitCode.failure
        }
    }
}
