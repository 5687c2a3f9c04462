import ArgumentParser
import Catalogue
import Expressions
import Foundation
import Secrets
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

    @Option(
        name: .customLong("state"),
        help: "The state directory: journal, outbox, enrolment; default: that of terminal.yaml.")
    var stateDirectory: String?

    @Flag(
        name: .customLong("reader"),
        help: "In training: read cards in the readers of this machine rather than simulated ones.")
    var usesReader = false

    @Option(
        name: .customLong("practice-network"),
        help: "In training: the file that stands for a network that is cut, while it is there. F5 makes and removes it."
    )
    var practiceNetwork: String?

    @Option(help: .hidden)
    var powerSupplies = "/sys/class/power_supply"

    func run() async throws {
        do {
            try ProcessHardening.apply()
        } catch {
            throw Self.refusal(error.description)
        }
        // A process beside this one that ends too soon is an error of a write, not the end of the terminal.
        signal(SIGPIPE, SIG_IGN)
        let watch = ConfigurationWatch(directory)
        guard let now = Clock.now else {
            throw Self.refusal("This machine's clock shows no day of the calendar. Set it.")
        }
        // The first screen is painted before the services are read.
        guard let frame = watch.loadFrame(), let theme = frame.themes[frame.terminal.theme] else {
            throw Self.refusal(await Self.reason(watch))
        }
        let terminal: NCursesTerminal
        do {
            terminal = try NCursesTerminal(palette: Translation.palette(theme))
        } catch {
            throw Self.refusal("\(error)")
        }
        let log = EventLog(directory: logDirectory ?? frame.terminal.logDirectory)
        var shell = Shell(
            terminal: terminal, visit: Visit(configuration: frame, today: now.date, now: now), watch: watch, log: log,
            device: DeviceWatch(powerSupplies: powerSupplies))
        let cards = CardSetup(
            stateDirectory: stateDirectory ?? frame.terminal.stateDirectory,
            personas: directory + "/training/personas", readers: frame.terminal.readers,
            usesReader: usesReader || !frame.terminal.training, isTraining: frame.terminal.training)
        let network = PracticeNetworkSwitch(file: practiceNetwork, isTraining: frame.terminal.training)
        await shell.run(stateDirectory: cards.stateDirectory, cards: cards, network: network)
    }

    private static func reason(_ watch: ConfigurationWatch) async -> String {
        var watch = watch
        if case .failure(let error) = await watch.load() { return error.description }
        return "The configuration cannot be used. kioskctl check says why."
    }

    private static func refusal(_ sentence: String) -> ExitCode {
        FileHandle.standardError.write(Data((sentence + "\n").utf8))
        return .failure
    }
}
