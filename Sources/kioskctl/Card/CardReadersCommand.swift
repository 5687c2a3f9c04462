import ArgumentParser
import Catalogue
import SmartCard
import SmartCardPCSC

/// `kioskctl card readers`: what is connected.
struct CardReadersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "readers", abstract: "List the readers and what is in them.",
        discussion: "Exits 0 where there is a reader, else 1.")

    @Flag(help: "Print one JSON object, for tools.")
    var json = false

    @Flag(help: "Go on and print what happens, a line each, until the program is ended.")
    var watch = false

    func run() async throws {
        if watch { return await follow() }
        let readers: [CardReader]
        do throws(CardError) {
            readers = try await PCSCService().readers()
        } catch {
            Output.error(error.sentence)
            throw ExitCode.failure
        }
        if json {
            Output.line(JSONWriter.text(["readers": .array(readers.map(report))], pretty: true))
        } else {
            for reader in readers { Output.line("\(Output.printable(reader.name)): \(content(reader))") }
        }
        guard !readers.isEmpty else {
            if !json { Output.error("There is no reader: look at its cable, and at “kioskctl card diagnose”.") }
            throw ExitCode.failure
        }
    }

    private func content(_ reader: CardReader) -> String {
        switch reader.content {
        case .empty: "empty"
        case .card(let answer): "card \(answer.hexadecimal)\(reader.isHeld ? ", held by another program" : "")"
        case .unresponsive: "a card that does not answer"
        }
    }

    private func report(_ reader: CardReader) -> JSONValue {
        let answer: JSONValue
        if case .card(let bytes) = reader.content { answer = .string(bytes.hexadecimal) } else { answer = .null }
        return [
            "name": .string(reader.name), "card": .bool(reader.content != .empty), "answerToReset": answer,
            "held": .bool(reader.isHeld),
        ]
    }

    private func follow() async {
        for await event in PCSCService().events() {
            switch event {
            case .serviceAvailable: Output.line("pcscd answers.")
            case .serviceUnavailable: Output.line("pcscd does not run.")
            case .readerAdded(let name): Output.line("Reader added: \(Output.printable(name))")
            case .readerRemoved(let name): Output.line("Reader removed: \(Output.printable(name))")
            case .cardInserted(let name, let answer):
                Output.line("Card in \(Output.printable(name)): \(answer.hexadecimal)")
            case .cardUnresponsive(let name): Output.line("Card that does not answer in \(Output.printable(name))")
            case .cardRemoved(let name): Output.line("Card taken out of \(Output.printable(name))")
            }
        }
    }
}

extension Collection<UInt8> {
    /// Two digits a byte.
    var hexadecimal: String {
        map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined()
    }
}
