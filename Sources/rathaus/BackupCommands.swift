import ArgumentParser
import TownHall

/// Copies the service's database while it runs.
struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copies the service's database, also while it runs.")

    @Option(help: "The town hall's directory.") var dir: String
    @Argument(help: "The copy; it must not be there yet.") var file: String

    func run() async throws {
        try SQLiteStorage.backUp(ServeDirectory(in: dir).database, to: file)
        print("The copy is complete and was looked through: \(file)")
    }
}

/// Puts a copy in the place of the service's database.
struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract:
            "Puts a copy in the place of the service's database, which is kept beside it. The service must be stopped.")

    @Option(help: "The town hall's directory.") var dir: String
    @Argument(help: "The copy.") var file: String

    func run() async throws {
        let directory = ServeDirectory(in: dir)
        let lock = try directory.lock()
        defer { lock.release() }
        let setAside = try SQLiteStorage.restore(file, to: directory.database)
        print("The copy is in place, with a new epoch: devices send again what it does not hold.")
        if let setAside { print("What was there before lies in \(setAside).") }
    }
}
