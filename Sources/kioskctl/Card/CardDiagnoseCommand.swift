import ArgumentParser
import EID
import Foundation
import Secrets
import SmartCard
import SmartCardPCSC

/// `kioskctl card diagnose`: what is wrong between the cable and the certificate.
struct CardDiagnoseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diagnose",
        abstract: "Say in sentences what stands between a card and its data: pcscd, reader, card, certificates, clock.",
        discussion: "Uses no try of the PIN. Exits 0 where nothing is wrong, else 1.")

    @Option(help: "The terminal directory: eid/ in the state directory.")
    var terminal = ".demo/eid"

    @Option(help: "The data groups that must be readable, as 1,4,5.")
    var dataGroups: String?

    @Option(help: "Check as if it were this day, as 2026-11-22.")
    var today: String?

    func run() async throws {
        var diagnosis = Diagnosis()
        await readers(&diagnosis)
        try certificates(&diagnosis)
        if diagnosis.hasFaults { throw ExitCode.failure }
        Output.line("Nothing is wrong.")
    }

    private func readers(_ diagnosis: inout Diagnosis) async {
        let readers: [CardReader]
        do throws(CardError) {
            readers = try await PCSCService().readers()
        } catch {
            return diagnosis.fault(error.sentence)
        }
        diagnosis.fine("pcscd answers.")
        guard !readers.isEmpty else {
            return diagnosis.fault(
                "pcscd knows no reader: look at the cable (lsusb), and install its driver (libccid for most).")
        }
        for reader in readers {
            switch reader.content {
            case .empty: diagnosis.fine("\(Output.printable(reader.name)) is empty.")
            case .unresponsive:
                diagnosis.fault("\(Output.printable(reader.name)): \(CardError.cardUnresponsive.sentence)")
            case .card: await card(in: reader.name, &diagnosis)
            }
        }
        if readers.allSatisfy({ $0.content == .empty }) {
            diagnosis.fault("There is no card in any reader: put one in for the rest of the diagnosis.")
        }
    }

    private func card(in reader: String, _ diagnosis: inout Diagnosis) async {
        let name = Output.printable(reader)
        let card: PCSCCardChannel
        do throws(CardError) {
            card = try await PCSCService().connect(to: reader, sharing: .transaction)
        } catch {
            return diagnosis.fault("\(name): \(error.sentence)")
        }
        do throws(EIDError) {
            let management = try await PINManagement(card: card)
            diagnosis.fine("\(name) holds an identity card.")
            let state = try await management.state()
            switch state {
            case .usable: diagnosis.fine(state.sentence)
            default: diagnosis.fault(state.sentence)
            }
        } catch .transport(let error) {
            diagnosis.fault("\(name): \(error.sentence)")
        } catch .unsupported, .malformed {
            diagnosis.fault("\(name) holds a card that is no German identity card, residence permit or eID card.")
        } catch {
            diagnosis.fault("\(name): \(error.sentence)")
        }
        await card.close()
    }

    private func certificates(_ diagnosis: inout Diagnosis) throws {
        let date = try Today.date(today)
        if let oldest = CalendarDate(year: 2026, month: 1, day: 1), date < oldest {
            diagnosis.fault(
                "The clock says \(date): set it (timedatectl), or every certificate is taken for a future one.")
        }
        guard FileManager.default.fileExists(atPath: terminal) else {
            return diagnosis.fault(
                "There is no terminal directory \(terminal): get certificates, or “kioskctl eid demo-pki DIR” for trying out."
            )
        }
        let found = TerminalDirectory.load(terminal, at: date)
        for finding in found.findings {
            if finding.severity == .error { diagnosis.fault("\(finding)") } else { diagnosis.warning("\(finding)") }
        }
        for chain in found.chains(at: date) {
            diagnosis.fine("The certificates under \(chain.anchor) are good until \(chain.expirationDate).")
        }
        guard let dataGroups else { return }
        let wanted = dataGroups.split(separator: ",").compactMap { Int($0).flatMap(DataGroup.init(rawValue:)) }
        if let missing = found.missing(.read(wanted), at: date) { diagnosis.fault("\(missing)") }
    }

    /// What was found, printed at once.
    private struct Diagnosis {
        private(set) var hasFaults = false

        func fine(_ sentence: String) { Output.line("ok     \(sentence)") }
        func warning(_ sentence: String) { Output.line("mind   \(sentence)") }

        mutating func fault(_ sentence: String) {
            hasFaults = true
            Output.line("wrong  \(sentence)")
        }
    }
}
