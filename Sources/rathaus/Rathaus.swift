import ArgumentParser

/// The town hall: takes deliveries in, and opens them at the desk.
@main
struct Rathaus: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rathaus", abstract: "Takes deliveries in, and opens them at the desk.",
        subcommands: [
            ServeCommand.self, RevokeCommand.self, RotateSecretCommand.self, BackupCommand.self, RestoreCommand.self,
        ])
}
