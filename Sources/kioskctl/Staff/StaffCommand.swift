import ArgumentParser
import Foundation
import Sealing
import Secrets

/// `kioskctl staff`: who may work with the mobile case.
struct StaffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "staff", abstract: "Say who may sign in at the mobile case.",
        subcommands: [
            StaffAddCommand.self, StaffListCommand.self, StaffPassphraseCommand.self, StaffRemoveCommand.self,
        ])
}

/// Where the files of staff lie, and whom a name means.
struct StaffPlace: ParsableArguments {
    @Option(help: "The state directory of the terminal.")
    var state = "/var/lib/buergerterminal"

    var directory: StaffDirectory { StaffDirectory(stateDirectory: state) }

    /// Somebody by name.
    /// - Throws: `ExitCode` after a sentence.
    func find(_ name: String) throws -> StaffRecord {
        if let record = directory.members.first(where: { $0.name == name || $0.id == name }) { return record }
        Output.error("Nobody of the name “\(Output.printable(name))” works with this device. See kioskctl staff list.")
        throw ExitCode.failure
    }

    /// Does something, and says in a sentence why it could not be done.
    func attempt(_ action: () throws -> Void) throws {
        do {
            try ProcessHardening.apply()
            try action()
        } catch let exit as ExitCode {
            throw exit
        } catch let error as ValidationError {
            throw error
        } catch {
            Output.error("\(error)")
            throw ExitCode.failure
        }
    }
}

/// `kioskctl staff add`.
struct StaffAddCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Take somebody in: makes a key that only the passphrase opens.",
        discussion:
            "The passphrase is the first line of the file, never an argument: arguments are seen by every user of "
            + "the system. Who has only the keypad of the case takes digits, twelve or more. Prints the key's fingerprint."
    )

    @Argument(help: "The name as it stands on the screen.")
    var name: String

    @Option(help: "A file with the passphrase; “-” reads it from standard input.")
    var passphraseFile = "-"

    @OptionGroup var place: StaffPlace

    func run() throws {
        try place.attempt {
            let passphrase = try SecretFile.read(passphraseFile)
            Output.line(try place.directory.add(name, passphrase: passphrase).id)
        }
    }
}

/// `kioskctl staff list`.
struct StaffListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Show who works with this device.",
        discussion: "A line each: fingerprint, wrong passphrases since the last right one, name.")

    @OptionGroup var place: StaffPlace

    func run() throws {
        for record in place.directory.members {
            let failures = place.directory.failures(of: record.id)
            Output.line("\(record.id)\t\(failures)\t\(Output.printable(record.name))")
        }
    }
}

/// `kioskctl staff passphrase`.
struct StaffPassphraseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "passphrase", abstract: "Set another passphrase; the key and all drafts stay.",
        discussion: "Exits 1 where the old passphrase is wrong.")

    @Argument(help: "The name, or the fingerprint.")
    var name: String

    @Option(help: "A file with the passphrase so far; “-” reads a line of standard input.")
    var passphraseFile = "-"

    @Option(help: "A file with the new one; “-” reads the next line of standard input.")
    var newPassphraseFile = "-"

    @OptionGroup var place: StaffPlace

    func run() throws {
        try place.attempt {
            let record = try place.find(name)
            let old = try SecretFile.read(passphraseFile)
            let new = try SecretFile.read(newPassphraseFile)
            guard try place.directory.changePassphrase(of: record, from: old, to: new) else {
                Output.error("The passphrase so far is wrong.")
                throw ExitCode.failure
            }
        }
    }
}

/// `kioskctl staff remove`.
struct StaffRemoveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Take somebody out.",
        discussion: "Drafts that nobody else may open stay on the device: kioskctl drafts recover opens them with the "
            + "town's recovery key. Who has gone and kept a copy of the disk and the passphrase still opens old drafts."
    )

    @Argument(help: "The name, or the fingerprint.")
    var name: String

    @OptionGroup var place: StaffPlace

    func run() throws {
        try place.attempt { try place.directory.remove(place.find(name)) }
    }
}
