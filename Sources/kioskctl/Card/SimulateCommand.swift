import ArgumentParser
import CardSimulator

/// `kioskctl card simulate`: a card in software in the virtual reader of pcscd.
struct SimulateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Put the card of a person who does not exist into a virtual reader.",
        discussion: """
            Needs pcscd with the package vsmartcard-vpcd. While it runs it takes commands, one a line: remove, insert, \
            persona NAME, quit. The card keeps its PIN and its counters from one insertion to the next; another persona \
            is another card. It ends, and takes the card out, at the end of its input and at SIGTERM.
            """)

    @Option(help: "The persona: a name in the directory of personas, or a file.")
    var persona: String

    @Option(help: "The directory of personas.")
    var personas = "Config/training/personas"

    @Option(help: "The port on which the virtual reader listens.")
    var port: UInt16 = 35963

    @Option(help: "The directory with the card's certificates and keys, as “kioskctl eid demo-pki DIR” makes it.")
    var pki: String

    func run() throws {
        do {
            let slot = VirtualSlot(
                personas: personas, credentials: try ChipCredentials(directory: pki), port: port)
            try slot.change(to: persona)
            try slot.insert()
            Termination.onTermination { slot.end() }
            while let line = readLine() {
                guard slot.obey(line) else { break }
            }
            slot.end()
        } catch let error as SimulatorError {
            Output.error(error.description)
            throw ExitCode.failure
        } catch let error as PersonaFaults {
            Output.error(error.description)
            throw ExitCode.failure
        }
    }
}
