import ArgumentParser

/// The messenger: carries sealed cases to the town hall, and brings receipts and news back. It opens nothing.
@main
struct Buergerbote: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "buergerbote", abstract: "Carries sealed cases to the town hall, and news back.",
        subcommands: [RunCommand.self, StatusCommand.self])
}
