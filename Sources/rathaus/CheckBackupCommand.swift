import ArgumentParser
import ClerkDesk

/// `rathaus check-backup`: proves that the copy of the keys opens.
struct CheckBackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check-backup",
        abstract: "Prove that the copy of the keys opens and holds the same keys.",
        discussion:
            "Opens the copy with its passphrase, compares every file with the desk's, and opens with the copy's keys "
            + "something that was sealed to each office. Exits 0 where the copy is whole, else 1.")

    @OptionGroup var place: TownHallPlace

    @Option(help: "The copy; the one that init and rotate-keys wrote where none is named.")
    var backup: String?

    @Option(help: "A file with the passphrase, - for standard input.")
    var passphrase = "-"

    func run() async throws {
        try await Console.run {
            let secret = try Passphrase.read(passphrase)
            let file = try backup ?? place.desk.settings().backupDirectory + "/" + KeyBackup.fileName
            let comparison = try KeyBackup(file: file).compare(with: place.desk, passphrase: secret)
            for name in comparison.stale {
                Console.note(
                    "\(name) is not in the copy as it is here. Write a new one: rathaus backup and rathaus rotate-keys do."
                )
            }
            let offices = try place.desk.offices()
            for office in offices where !comparison.opened.contains(office.id) {
                Console.note("The copy's keys do not open what is sealed to “\(office.id)”.")
            }
            if !comparison.holdsRoot { Console.note("The copy does not hold the signing root.") }
            guard comparison.stale.isEmpty, comparison.opened.count == offices.count, comparison.holdsRoot else {
                throw ExitCode.failure
            }
            Console.line(
                "The copy opens. It holds the same \(comparison.files) files, and its keys open what is sealed to: "
                    + comparison.opened.joined(separator: ", ") + ".")
        }
    }
}
