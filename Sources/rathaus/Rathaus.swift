import ArgumentParser

/// The town hall: takes deliveries in, and opens them at the desk.
@main
struct Rathaus: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rathaus", abstract: "Takes deliveries in, and opens them at the desk.",
        subcommands: [
            InitCommand.self, ServeCommand.self, EnrolCommand.self, RevokeCommand.self, RotateSecretCommand.self,
            DeskCommand.self, ImportCommand.self, RotateKeysCommand.self, CheckBackupCommand.self, BackupCommand.self,
            RestoreCommand.self, ServicesCommand.self,
        ])
}
