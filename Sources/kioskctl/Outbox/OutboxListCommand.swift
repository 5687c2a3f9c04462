import ArgumentParser
import Catalogue
import Foundation
import Store

/// `kioskctl outbox list`: one line a case.
struct OutboxListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the sealed cases, oldest first.",
        discussion:
            "“received” stands only where the town hall's signature proves it. Exits 1 where a row of the outbox is "
            + "damaged.")

    @OptionGroup var place: OutboxPlace

    @OptionGroup var trust: OutboxTrust

    @Flag(help: "Print one JSON object, for tools.")
    var json = false

    func run() async throws {
        let keys = await trust.keys()
        try place.with { outbox in
            let listing = try outbox.cases()
            func standing(_ entry: OutboxCase) throws -> ReceiptStanding {
                try OutboxTrust.standing(of: entry, in: outbox, keys)
            }
            if json {
                Output.line(
                    JSONWriter.text(
                        [
                            "cases": .array(try listing.cases.map { OutboxReport.value($0, try standing($0)) }),
                            "damagedRows": .int(listing.damagedRows.count),
                        ], pretty: true))
            } else {
                for entry in listing.cases {
                    let columns = [
                        entry.reference, OutboxText.time(entry.sealedAt),
                        OutboxText.state(entry.delivery, try standing(entry)),
                        OutboxText.size(entry.byteCount), entry.service,
                    ]
                    Output.line(columns.joined(separator: "\t"))
                }
                Output.error("\(listing.cases.count) case\(listing.cases.count == 1 ? "" : "s").")
            }
            if !listing.damagedRows.isEmpty {
                Output.error(
                    "\(listing.damagedRows.count) rows of the outbox are damaged. They are kept; save \(place.directory)."
                )
                throw ExitCode.failure
            }
        }
    }
}

/// A case for tools.
enum OutboxReport {
    static func value(_ entry: OutboxCase, _ standing: ReceiptStanding) -> JSONValue {
        let isReceived = if case .received = standing { true } else { false }
        return [
            "reference": .string(entry.reference), "service": .string(entry.service),
            "serviceIdentifier": .string(entry.serviceIdentifier),
            "destination": .string(entry.destination.uuidString.lowercased()), "keyId": .string(entry.keyID),
            "state": .string(entry.delivery.state.rawValue), "received": .bool(isReceived),
            "setAside": entry.delivery.setAside.map { .string($0.rawValue) } ?? .null,
            "replaces": entry.replaces.map(JSONValue.string) ?? .null,
            "sealedAt": .string(OutboxText.time(entry.sealedAt)),
            "changedAt": .string(OutboxText.time(entry.changedAt)), "attempts": .int(entry.delivery.attempts),
            "bytes": .int(entry.byteCount), "attachments": .int(entry.parts.count { $0.kind == .attachment }),
        ]
    }
}
