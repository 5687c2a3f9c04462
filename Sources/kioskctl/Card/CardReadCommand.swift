import ArgumentParser
import Catalogue
import EID
import Secrets
import SmartCardPCSC

/// `kioskctl card read`: a whole reading, with everything verified.
struct CardReadCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "read",
        abstract: "Read a card with PIN or CAN and print the verified fields, the steps and the number of APDUs.",
        discussion: """
            PIN and CAN come from a file, or with “-” from standard input, a line each, and never from an argument: \
            arguments are seen by every user of the system. With both the CAN opens the way for a suspended PIN. \
            With --pad it is typed on the reader itself, where the reader has keys and a display for that. \
            Prints the data of a person: mind where it goes. Exits 0 where everything was verified, else 1.
            """)

    @Option(help: "A file with the PIN; “-” reads it from standard input.")
    var pinFile: String?

    @Option(help: "A file with the CAN; “-” reads it from standard input.")
    var canFile: String?

    @Option(help: "Type on the reader's own pad: pin or can.")
    var pad: PadPassword?

    @Option(help: "The terminal directory: eid/ in the state directory.")
    var terminal = ".demo/eid"

    @Option(help: "A file with the passphrase of terminal.pkcs8; “-” reads it from standard input.")
    var passphraseFile: String?

    @OptionGroup var choice: CardChoice

    @Option(help: "The data groups, as 1,4,5 or familyNames,givenNames. Without: all that the certificate allows.")
    var dataGroups: String?

    @Option(help: "Read as if it were this day, as 2026-11-22.")
    var today: String?

    @Flag(help: "Print one JSON object, for tools.")
    var json = false

    func validate() throws {
        let hasFile = pinFile != nil || canFile != nil
        guard hasFile != (pad != nil) else { throw ValidationError("Name --pin-file or --can-file, or --pad.") }
        _ = try wanted()
    }

    private func wanted() throws -> Set<DataGroup>? {
        guard let dataGroups else { return nil }
        return Set(
            try dataGroups.split(separator: ",").map { word in
                guard let group = Int(word).flatMap(DataGroup.init(rawValue:)) ?? DataGroup(name: String(word)) else {
                    throw ValidationError("There is no data group “\(word)”: 1 to 22, or names as familyNames.")
                }
                return group
            })
    }

    func run() async throws {
        let date = try Today.date(today)
        let (terminal, found) = try loadTerminal(at: date)
        let allowed = found.chains(at: date).reduce(TerminalRights()) { $0.union($1.effectiveRights) }
        let groups = try wanted() ?? Set(allowed.readableDataGroups)
        let reading = CardReading(request: ReadingRequest(dataGroups: groups, today: date), terminal: terminal)
        let report: ReadingReport
        if let pad {
            let card = try await choice.connect()
            let entry = PasswordEntry.onPad(try await card.pad(), pad.kind)
            Output.error("Type the \(pad.kind.label) on the reader.")
            report = await reading.run(on: card, openedBy: entry)
            await card.close()
        } else {
            let entry = try password()
            let card = try await choice.connect()
            report = await reading.run(on: card, openedBy: entry)
            await card.close()
        }
        if json {
            Output.line(JSONWriter.text(object(report), pretty: true))
        } else {
            for line in lines(report) { Output.line(line) }
        }
        guard let sentence = report.outcome.sentence else { return }
        Output.error(sentence)
        throw ExitCode.failure
    }

    private func loadTerminal(at date: CalendarDate) throws -> (Terminal, TerminalDirectory) {
        let found: TerminalDirectory
        if let passphraseFile {
            let passphrase = try SecretFile.read(passphraseFile)
            found = TerminalDirectory.load(terminal, passphrase: passphrase, at: date)
        } else {
            found = TerminalDirectory.load(terminal, at: date)
        }
        guard let usable = found.terminal else {
            for finding in found.findings { Output.error("\(finding)") }
            Output.error("No card can be read with \(terminal): kioskctl eid check \(terminal)")
            throw ExitCode.failure
        }
        return (usable, found)
    }

    private func password() throws -> PasswordEntry {
        switch (pinFile, canFile) {
        case (let pin?, let can?): .resuming(pin: try SecretFile.read(pin), can: try SecretFile.read(can))
        case (let pin?, nil): .typed(try SecretFile.read(pin), .pin)
        case (nil, let can): .typed(try SecretFile.read(can ?? "-"), .can)
        }
    }

    private func lines(_ report: ReadingReport) -> [String] {
        var lines: [String] = []
        if case .read(let reading) = report.outcome {
            for (group, answer) in reading.dataGroups.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
                let text =
                    switch answer {
                    case .content(let content): JSONWriter.text(content.json)
                    case .absent: "(not on the card)"
                    case .notPermitted: "(not permitted)"
                    }
                lines.append("DG\(group.rawValue) \(group.name): \(Output.printable(text))")
            }
            lines.append("Signed by \(Output.printable(reading.documentSigner))")
            if reading.revocation == .notChecked { lines.append("Whether it was reported lost is not known.") }
        }
        lines += report.steps.map { step in
            "\(step.step.name): \(name(step.outcome)), \(milliseconds(step.duration)) ms, \(step.exchanges) APDUs"
        }
        return lines + ["\(report.exchanges) APDUs in \(milliseconds(report.duration)) ms"]
    }

    private func object(_ report: ReadingReport) -> JSONValue {
        var groups: [JSONValue.Member] = []
        var more: [JSONValue.Member] = []
        if case .read(let reading) = report.outcome {
            for (group, answer) in reading.dataGroups.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
                if case .content(let content) = answer { groups.append(.init(name: group.name, value: content.json)) }
            }
            more = [
                .init(name: "documentSigner", value: .string(reading.documentSigner)),
                .init(name: "revocationChecked", value: .bool(reading.revocation == .notRevoked)),
            ]
        }
        let steps = report.steps.map { step -> JSONValue in
            [
                "name": .string(step.step.name), "outcome": .string(name(step.outcome)),
                "milliseconds": .int(milliseconds(step.duration)), "apduCount": .int(step.exchanges),
            ]
        }
        return .object(
            [
                .init(name: "outcome", value: .string(report.outcome.name)),
                .init(name: "message", value: report.outcome.sentence.map(JSONValue.string) ?? .null),
                .init(name: "dataGroups", value: .object(groups)), .init(name: "steps", value: .array(steps)),
                .init(name: "apduCount", value: .int(report.exchanges)),
                .init(name: "milliseconds", value: .int(milliseconds(report.duration))),
            ] + more)
    }

    private func name(_ outcome: ReadingStepReport.Outcome) -> String {
        switch outcome {
        case .done: "done"
        case .refused: "refused"
        case .failed: "failed"
        }
    }

    private func milliseconds(_ duration: Duration) -> Int {
        Int(duration.components.seconds) * 1000 + Int(duration.components.attoseconds / 1_000_000_000_000_000)
    }
}
