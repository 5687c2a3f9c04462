import ArgumentParser

/// `kioskctl`: what an administrator does with a terminal.
@main
struct KioskCtl: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kioskctl",
        abstract: "Check, explain and try the configuration of a Bürgerterminal.",
        subcommands: [
            CheckCommand.self, SchemaCommand.self, ConfigCommand.self, TryCommand.self, ExpressionCommand.self,
            CardCommand.self, EIDCommand.self,
            EnrolCommand.self, StaffCommand.self, DraftsCommand.self, AppointmentsCommand.self, OutboxCommand.self,
            ImportDirectoryCommand.self, DirectoryCommand.self,
        ])
}
