import ArgumentParser
import Catalogue
import EID
import SmartCard
import SmartCardPCSC

/// `kioskctl card info`: what a card tells everybody.
struct CardInfoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "info",
        abstract: "Show the reader, the card's protocols and the state of its PIN. No try of the PIN is used.")

    @OptionGroup var choice: CardChoice

    @Flag(help: "Print one JSON object, for tools.")
    var json = false

    func run() async throws {
        let card = try await choice.connect(sharing: .transaction)
        do throws(EIDError) {
            let infos = try await CardAccess.read(from: card)
            let state = try await PINManagement(card: card).state()
            await card.close()
            if json {
                Output.line(JSONWriter.text(report(card, infos, state), pretty: true))
            } else {
                for line in lines(card, infos, state) { Output.line(line) }
            }
        } catch {
            await card.close()
            Output.error(error.sentence)
            throw ExitCode.failure
        }
    }

    private func protocols(_ infos: SecurityInfos) -> [String] {
        infos.pace.map { "PACE \($0.protocolID), parameters \($0.parameterID.map(String.init) ?? "own")" }
            + infos.terminalAuthentication.map { "terminal authentication version \($0.version)" }
            + infos.chipAuthentication.map { "chip authentication version \($0.version) \($0.protocolID)" }
            + infos.restrictedIdentification.map { _ in "restricted identification" }
    }

    private func lines(_ card: PCSCCardChannel, _ infos: SecurityInfos, _ state: PINState) -> [String] {
        let lengths = card.capabilities.extendedLength ? "extended lengths" : "short lengths only"
        return [
            "Reader: \(Output.printable(card.reader))",
            "Answer to reset: \(card.answerToReset.hexadecimal) (\(lengths))",
            "EF.CardAccess:",
        ] + protocols(infos).map { "  \($0)" } + [state.sentence]
    }

    private func report(_ card: PCSCCardChannel, _ infos: SecurityInfos, _ state: PINState) -> JSONValue {
        let (name, left): (String, Int?) =
            switch state {
            case .usable(let left): ("usable", left ?? 3)
            case .suspended: ("suspended", 1)
            case .blocked: ("blocked", 0)
            case .deactivated: ("deactivated", nil)
            }
        return [
            "reader": .string(card.reader), "answerToReset": .string(card.answerToReset.hexadecimal),
            "extendedLength": .bool(card.capabilities.extendedLength),
            "protocols": .array(protocols(infos).map(JSONValue.string)),
            "pin": ["state": .string(name), "triesLeft": left.map(JSONValue.int) ?? .null],
        ]
    }
}
