import ArgumentParser
import Catalogue

/// `kioskctl check`: everything that is wrong with a configuration, at once.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check a configuration directory and play the examples of its services.",
        discussion: "Prints file:line:column: sentence for everything that is wrong. "
            + "Exits 0 where there is no error, else 1.")

    @Argument(help: "The configuration directory.")
    var directory = "Config"

    @Flag(help: "Print one JSON object, for tools.")
    var json = false

    @Flag(help: "Exit 1 for warnings too.")
    var strict = false

    func run() throws {
        let outcome = try Loading.load(directory)
        let errors = outcome.faults.filter { $0.severity == .error }
        if json {
            Output.line(JSONWriter.text(report(outcome), pretty: true))
        } else {
            for fault in outcome.faults { Output.line(fault.description) }
            for reminder in outcome.configuration?.reminders ?? [] {
                Output.line("\(reminder.location): note: \(reminder.message)")
            }
            Output.error(summary(outcome, errors: errors.count))
        }
        if !errors.isEmpty || (strict && !outcome.faults.isEmpty) { throw ExitCode.failure }
    }

    private func summary(_ outcome: ConfigurationLoader.Outcome, errors: Int) -> String {
        let warnings = outcome.faults.count - errors
        let counts = "\(errors) error\(errors == 1 ? "" : "s"), \(warnings) warning\(warnings == 1 ? "" : "s")"
        guard let configuration = outcome.configuration else {
            return "\(counts). The configuration cannot be used: the last sound one stays."
        }
        let examples = configuration.services.reduce(0) { $0 + $1.examples.count }
        let left = configuration.leftOut.isEmpty ? "" : " Left out: \(configuration.leftOut.joined(separator: ", "))."
        return "\(counts). \(configuration.services.count) services with \(examples) examples are sound.\(left)"
    }

    private func report(_ outcome: ConfigurationLoader.Outcome) -> JSONValue {
        [
            "usable": .bool(outcome.configuration != nil),
            "services": .array(
                (outcome.configuration?.services ?? []).map { ["id": .string($0.id), "version": .int($0.version)] }),
            "leftOut": .array((outcome.configuration?.leftOut ?? []).map(JSONValue.string)),
            "faults": .array(outcome.faults.map { entry($0) }),
            "notes": .array((outcome.configuration?.reminders ?? []).map { entry($0) }),
        ]
    }

    private func entry(_ fault: Fault) -> JSONValue {
        [
            "file": .string(fault.location.file), "line": .int(fault.location.line),
            "column": .int(fault.location.column), "severity": .string(fault.severity.rawValue),
            "message": .string(fault.message),
        ]
    }
}
