import ArgumentParser
import Catalogue

/// `kioskctl config`: about the keys of configuration files.
struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Explain the keys of configuration files.", subcommands: [ExplainCommand.self])
}

/// `kioskctl config explain KEY`: what a key means, what is allowed, what holds without it.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Explain a key: timeouts.idle_seconds, offices, service.pages.show_if, theme.warn.",
        discussion: "Keys are those of terminal.yaml; service. and theme. in front mean the other kinds of file. "
            + "Without a key, all keys are listed.")

    @Argument(help: "The key, with dots.")
    var key: String?

    func run() throws {
        guard let key else {
            for explanation in KeyExplanation.all(of: .terminal) { Output.line(explanation.line) }
            return
        }
        let found = KeyExplanation.find(key)
        if found.isEmpty {
            Output.error(KeyExplanation.unknown(key))
            throw ExitCode.failure
        }
        Output.text(found.map(\.paragraph).joined(separator: "\n"))
    }
}
