import ArgumentParser
import Catalogue
import Foundation
import Store

/// `kioskctl outbox list`: one line a case.
struct OutboxListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the sealed cases, oldest first.",
        discussion: "Exits 1 where a row of the outbox is damaged.")

    @OptionGroup var place: OutboxPlace

    @Flag(help: "Print one JSON object, for tools.")
    var json = false

    func run() throws {
        try place.with { outbox in
            let listing = try outbox.cases()
            if json {
                Output.line(
                    JSONWriter.text(
                        [
                            "cases": .array(listing.cases.map(OutboxReport.value)),
                            "damagedRows": .int(listing.damagedRows.count),
                        ], pretty: true))
            } else {
                for entry in listing.cases {
                    let columns = [
                        entry.reference, OutboxText.time(entry.sealedAt), OutboxText.state(entry.delivery),
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
    static func value(_ entry: OutboxCase) -> JSONValue {
        [
            "reference": .string(entry.reference), "service": .string(entry.service),
            "serviceIdentifier": .string(entry.serviceIdentifier),
            "destination": .string(entry.destination.uuidString.lowercased()), "keyId": .string(entry.keyID),
            "state": .string(entry.delivery.state.rawValue),
            "setAside": entry.delivery.setAside.map { .string($0.rawValue) } ?? .null,
            "replaces": entry.replaces.map(JSONValue.string) ?? .null,
            "sealedAt": .string(OutboxText.time(entry.sealedAt)),
            "changedAt": .string(OutboxText.time(entry.changedAt)), "attempts": .int(entry.delivery.attempts),
            "bytes": .int(entry.byteCount), "attachments": .int(entry.parts.count { $0.kind == .attachment }),
        ]
    }
}
