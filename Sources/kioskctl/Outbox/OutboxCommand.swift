import ArgumentParser
import Foundation
import Sealing
import Store

/// `kioskctl outbox`: the sealed cases that wait on this device. None of them can be opened here.
struct OutboxCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outbox", abstract: "List, retry and export the sealed cases on this device.",
        discussion:
            "Shows references, services, states, times and sizes. What is in a case only the town hall can read.",
        subcommands: [
            OutboxListCommand.self, OutboxShowCommand.self, OutboxRetryCommand.self, OutboxExportCommand.self,
        ])
}

/// Where the outbox lies.
struct OutboxPlace: ParsableArguments {
    @Option(name: .customLong("outbox"), help: "The outbox's directory.")
    var directory = "/var/lib/buergerterminal/outbox"

    /// Opens the outbox, does something with it, and says what went wrong.
    func with(_ body: (Outbox) throws -> Void) throws {
        do {
            try body(try Outbox(existingAt: directory))
        } catch StoreError.notFound {
            Output.error("There is no outbox in \(directory).")
            throw ExitCode.failure
        } catch let error as StoreError {
            Output.error("\(directory): \(error)")
            throw ExitCode.failure
        }
    }

    /// One case.
    func find(_ reference: String, in outbox: Outbox) throws -> OutboxCase {
        let reference = reference.uppercased().filter { $0 != " " }
        guard let entry = try outbox.cases().cases.first(where: { $0.reference == reference }) else {
            Output.error("There is no case \(reference) in \(directory). kioskctl outbox list shows all.")
            throw ExitCode.failure
        }
        return entry
    }
}

/// Whose signatures count when it is told that the town hall has a case.
struct OutboxTrust: ParsableArguments {
    @Option(
        name: .customLong("enrolment"),
        help: "The terminal's enrolment, which only its user can read: run as that user to have receipts verified.")
    var directory = "/var/lib/buergerterminal/enrolment"

    /// The keys; nothing where the enrolment is not there or is not for us to read. Then no receipt counts.
    func keys() async -> IssuerKeys? {
        let folder = URL(fileURLWithPath: directory)
        let files = EnrolledFiles(
            terminalDirectory: folder, messengerFile: folder.appendingPathComponent("../shared/messenger.json"))
        guard let trust = try? files.trust(), let signed = try? files.destinationKeys(),
            let root = try? await SigningRoot(trust.signingRoot)
        else { return nil }
        return await IssuerKeys(root: root, signed: signed)
    }

    /// What is proved about a case. The ciphertexts are those that the outbox names: the terminal, which alone knows what it
    /// sealed, looks more closely.
    static func standing(of entry: OutboxCase, in outbox: Outbox, _ keys: IssuerKeys?) throws -> ReceiptStanding {
        guard let keys else { return .none }
        return ReceiptStanding(
            try outbox.receipts(of: entry.reference), about: SealedRecord(entry), trusting: keys, now: Date())
    }
}

/// How times, sizes and states are written.
enum OutboxText {
    static func time(_ seconds: Int64) -> String {
        let formatter = ISO8601DateFormatter()
        return formatter.string(from: Date(timeIntervalSince1970: TimeInterval(seconds)))
    }

    static func size(_ bytes: Int) -> String {
        bytes < 1000 ? "\(bytes) B" : bytes < 1_000_000 ? "\(bytes / 1000) kB" : "\(bytes / 1_000_000) MB"
    }

    /// “received” and “rejected” only where the town hall's own signature proves it; else whose word it is.
    static func state(_ delivery: Delivery, _ standing: ReceiptStanding) -> String {
        guard delivery.setAside == nil else { return "set aside" }
        switch (delivery.state, standing) {
        case (.accepted, .received): return "received"
        case (.rejected, .rejected): return "rejected"
        case (.accepted, _), (.rejected, _): return "\(delivery.state.rawValue) (not verified)"
        default: return delivery.state.rawValue
        }
    }
}
