import ArgumentParser
import ClerkDesk
import Foundation
import TownHall

/// What a copy of a town hall consists of.
struct TownHallCopy {
    let path: String

    /// What the delivery service holds: ciphertext, receipts, clients.
    var service: String { path + "/townhall.sqlite" }
    /// The opened cases, encrypted under a key that only the copy of the keys holds.
    var cases: String { path + "/desk.sqlite" }
    /// `KeyBackup`.
    var keys: String { path + "/" + KeyBackup.fileName }
}

/// Copies a town hall while it runs.
struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copy the town hall, also while it runs.",
        discussion:
            "Into a new directory: the delivery service's database, the desk's cases, and the encrypted copy of all keys "
            + "with the certificate authority; of these what lies on this machine. The copy tells nobody anything "
            + "without the passphrase that init showed, but who delivered how much when.")

    @OptionGroup var place: TownHallPlace
    @Argument(help: "The copy: a directory that is not there yet.") var copy: String

    func run() async throws {
        try await Console.run {
            let target = TownHallCopy(path: DeskDirectory(copy).path)
            let (service, desk) = (place.serve, place.desk)
            let hasService = SecretFile.exists(service.database)
            let hasDesk = SecretFile.exists(desk.desk)
            guard hasService || hasDesk else {
                throw Refused("There is no town hall in \(desk.path). --dir names its directory.")
            }
            guard !SecretFile.exists(target.path) else { throw DeskError.exists(path: target.path) }
            try SecretFile.makeDirectory(target.path)
            do {
                // The service first: what comes in between is then at the desk twice, and recognised. The other way round
                // the service would have acknowledged what the desk's copy lacks.
                if hasService { try SQLiteStorage.backUp(service.database, to: target.service) }
                if SecretFile.exists(desk.database) { try CaseStore.backUp(desk.database, to: target.cases) }
                if hasDesk { _ = try KeyBackup(of: desk, now: Date()).write(into: target.path) }
            } catch {
                // All of it was made by this run.
                try? FileManager.default.removeItem(atPath: target.path)
                throw error
            }
            Console.line("The copy is complete and was looked through: \(target.path)")
        }
    }
}

/// Puts a copy in the place of a town hall.
struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Put a copy in the place of the town hall. The service must be stopped.",
        discussion:
            "Where no town hall is, all of it is made anew from the copy, for which its passphrase is needed. Where one is, "
            + "the delivery service's database is put back, with --desk the desk's cases too; keys stay as they are. "
            + "What was there is kept beside. Devices notice, and send again what the copy does not hold.")

    @OptionGroup var place: TownHallPlace
    @Argument(help: "The copy that rathaus backup wrote.") var copy: String

    @Flag(help: "Put the desk's cases back too: what was decided since the copy has to be decided again.")
    var desk = false

    @Option(help: "A file with the passphrase of the keys, - for standard input. Needed where no town hall is.")
    var passphrase: String?

    func run() async throws {
        try await Console.run {
            let source = TownHallCopy(path: DeskDirectory(copy).path)
            guard SecretFile.exists(source.path) else { throw Refused("There is no copy in \(source.path).") }
            let isNew = !SecretFile.exists(place.desk.desk) && !SecretFile.exists(place.serve.path)
            if isNew, SecretFile.exists(source.keys) {
                guard let passphrase else {
                    throw Refused(
                        "There is no town hall in \(place.desk.path). To make it anew from the copy, give the passphrase "
                            + "of its keys: --passphrase FILE.")
                }
                let count = try KeyBackup(file: source.keys).restore(
                    into: place.desk, passphrase: Passphrase.read(passphrase))
                Console.line("The keys are in place: \(count) files.")
            }
            var asides: [String?] = []
            // The service first: a desk that knows more than the service loses nothing, one that knows less does.
            if SecretFile.exists(source.service) {
                let lock = try place.serve.lock()
                defer { lock.release() }
                asides.append(try SQLiteStorage.restore(source.service, to: place.serve.database))
                Console.line("The copy is in place, with a new epoch: devices send again what it does not hold.")
            }
            if SecretFile.exists(source.cases), isNew || desk {
                asides.append(try CaseStore.restore(source.cases, to: place.desk.database))
                Console.line("The desk's cases are in place.")
            }
            guard !asides.isEmpty || isNew else { throw Refused("There is nothing to put back in \(source.path).") }
            for aside in asides.compactMap(\.self) { Console.line("What was there before lies in \(aside).") }
        }
    }
}
