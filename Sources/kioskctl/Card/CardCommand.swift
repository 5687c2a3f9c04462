import ArgumentParser

/// `kioskctl card`: readers, cards, and cards in software.
struct CardCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "card", abstract: "Read identity cards, and play them.",
        subcommands: [
            CardReadersCommand.self, CardInfoCommand.self, CardReadCommand.self, CardChangePINCommand.self,
            SimulateCommand.self, CardDiagnoseCommand.self,
        ])
}
