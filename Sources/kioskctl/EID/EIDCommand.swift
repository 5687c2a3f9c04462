import ArgumentParser

/// `kioskctl eid`: the certificates and keys with which a terminal reads identity cards.
struct EIDCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eid",
        abstract: "Check a terminal's certificates for reading identity cards, or make some for trying out.",
        subcommands: [EIDCheckCommand.self, EIDDemoPKICommand.self])
}
