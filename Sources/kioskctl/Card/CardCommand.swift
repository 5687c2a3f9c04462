import ArgumentParser

/// `kioskctl card`: readers, cards, and cards in software.
struct CardCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "card", abstract: "Read identity cards, and play them.", subcommands: [SimulateCommand.self])
}
