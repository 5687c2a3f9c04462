import ArgumentParser
import Catalogue
import ClerkDesk
import Foundation

/// `rathaus desk list`.
struct DeskListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the cases that are here, newest first.")

    @OptionGroup var place: TownHallPlace
    @OptionGroup var catalogue: CataloguePlace

    @Option(help: "Of one office.")
    var office: String?

    @Option(help: "In one state: received, asked, decided.")
    var state: String?

    @Option(help: "At most so many.")
    var limit = 100

    @Flag(help: "As JSON.")
    var json = false

    func run() async throws {
        try await Console.run {
            let desk = try OpenDesk(place, catalogue)
            defer { desk.store.close() }
            if let office { _ = try desk.directory.office(office) }
            let wanted = try state.map { text in
                guard let state = CaseState(rawValue: text) else {
                    throw Refused("“\(text)” is no state. Say received, asked or decided.")
                }
                return state
            }
            let cases =
                if let office { try desk.store.page(offices: [office], state: wanted, limit: max(1, limit)) } else {
                    try desk.store.cases(state: wanted, limit: max(1, limit))
                }
            try desk.store.record(.listed, by: desk.who, reference: nil, at: OpenDesk.seconds)
            if json { return try write(cases, desk) }
            for entry in cases {
                let title = desk.services.service(identifier: entry.service)?.title(.german) ?? entry.service
                Console.line(
                    "\(OpenDesk.grouped(entry.reference))  \(OpenDesk.time(entry.acceptedAt))  \(entry.state.rawValue)  "
                        + "\(entry.office)  \(title)")
            }
            if cases.isEmpty { Console.note("There is no such case here.") }
        }
    }

    private struct Line: Encodable {
        let reference: String
        let office: String
        let service: String
        let state: String
        let acceptedAt: Int64
        let decidedAt: Int64?
        let keptUntil: Int64?
        let notes: [String]
        let attachments: Int
    }

    private func write(_ cases: [DeskCase], _ desk: OpenDesk) throws {
        let lines = cases.map { entry in
            Line(
                reference: entry.reference, office: entry.office, service: entry.service, state: entry.state.rawValue,
                acceptedAt: entry.acceptedAt, decidedAt: entry.decidedAt, keptUntil: entry.keptUntil,
                notes: entry.head.notes.map(\.rawValue), attachments: entry.head.attachments.count)
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        Console.bytes(try encoder.encode(lines) + Data("\n".utf8))
    }
}
