import ArgumentParser
import Foundation
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

/// How times, sizes and states are written.
enum OutboxText {
    static func time(_ seconds: Int64) -> String {
        let formatter = ISO8601DateFormatter()
        return formatter.string(from: Date(timeIntervalSince1970: TimeInterval(seconds)))
    }

    static func size(_ bytes: Int) -> String {
        bytes < 1000 ? "\(bytes) B" : bytes < 1_000_000 ? "\(bytes / 1000) kB" : "\(bytes / 1_000_000) MB"
    }

    static func state(_ delivery: Delivery) -> String {
        delivery.setAside == nil ? delivery.state.rawValue : "set aside"
    }
}
