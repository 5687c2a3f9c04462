import ArgumentParser
import Store

/// `kioskctl outbox export`: sealed cases onto a stick, where the network is away for long.
struct OutboxExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write sealed cases to a USB stick.",
        discussion: "Makes one folder with all cases that the town hall has not received, and reads it back before it "
            + "gets its name. The cases stay on the device. Exits 1 where a case is damaged or the stick refuses.")

    @Argument(help: "Where the stick is mounted.")
    var directory: String

    @Flag(help: "Also what the town hall has received and the device still keeps.")
    var all = false

    @OptionGroup var place: OutboxPlace

    func run() throws {
        try place.with { outbox in
            let listing = try outbox.cases()
            let cases = listing.cases.filter { all || $0.delivery.state != .accepted }
            guard !cases.isEmpty || !listing.damagedRows.isEmpty else {
                Output.error("There is nothing to export.")
                return
            }
            let outcome = try write(cases, of: outbox)
            Output.line(outcome.folder)
            let damaged = outcome.manifest.missing.count + listing.damagedRows.count
            Output.error(
                "\(outcome.manifest.cases.count) cases written and read back. Unmount the stick before you remove it.")
            if damaged > 0 {
                Output.error("\(damaged) cases are damaged on the device and not on the stick.")
                throw ExitCode.failure
            }
        }
    }

    private func write(_ cases: [OutboxCase], of outbox: Outbox) throws -> CaseExport.Outcome {
        do {
            return try CaseExport(outbox).write(cases, to: directory, at: .now())
        } catch let error {
            Output.error("\(directory): \(error)")
            throw ExitCode.failure
        }
    }
}
