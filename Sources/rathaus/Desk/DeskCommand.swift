import ArgumentParser

/// `rathaus desk`: opens cases for the office.
struct DeskCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "desk", abstract: "Take cases in, open, decide and export them.",
        discussion:
            "Runs where the private keys are. run takes cases in and tells devices what was decided; the other commands "
            + "work beside it. Everything that is done to a case is written into the audit log.",
        subcommands: [
            DeskRunCommand.self, DeskListCommand.self, DeskOpenCommand.self, DeskDecideCommand.self,
            DeskAskCommand.self, DeskExportCommand.self, DeskRetentionCommand.self, DeskAuditCommand.self,
            DeskAccountCommand.self,
        ])
}
