import ArgumentParser
import Catalogue
import Expressions
import Foundation
import TerminalNCurses
import Visit

/// `buergerterminal`: the screen before which citizens stand.
@main
struct Buergerterminal: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "buergerterminal", abstract: "Walk citizens through the services of their town hall.")

    @Option(name: .customLong("config"), help: "The configuration directory.")
    var directory = "Config"

    @Option(name: .customLong("log"), help: "The directory of the event log; default: that of terminal.yaml.")
    var logDirectory: String?

    func run() async throws {
        do {
            try ProcessHardening.apply()
        } catch {
            throw Self.refusal(error.description)
        }
        var watch = ConfigurationWatch(directory)
        let configuration: Configuration
        switch watch.load() {
        case .success(let loaded): configuration = loaded
        case .failure(let error): throw Self.refusal(error.description)
        }
        guard let now = Clock.now else {
            throw Self.refusal("This machine's clock shows no day of the calendar. Set it.")
        }
        guard let theme = configuration.themes[configuration.terminal.theme] else {
            throw Self.refusal("There is no theme “\(configuration.terminal.theme)”. Check terminal.yaml.")
        }
        let terminal: NCursesTerminal
        do {
            terminal = try NCursesTerminal(palette: Translation.palette(theme))
        } catch {
            throw Self.refusal("\(error)")
        }
        let log = EventLog(directory: logDirectory ?? configuration.terminal.logDirectory)
        log.started(services: configuration.services.count, leftOut: configuration.leftOut.count)
        var shell = Shell(
            terminal: terminal, visit: Visit(configuration: configuration, today: now.date, now: now), watch: watch,
            log: log)
        await shell.run()
    }

    private static func refusal(_ sentence: String) -> ExitCode {
        FileHandle.standardError.write(Data((sentence + "\n").utf8))
        return .failure
    }
}
