import ArgumentParser
import Catalogue
import ClerkDesk

/// `rathaus desk open`.
struct DeskOpenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open", abstract: "Show a case: its answers, attachments and what was done with it.")

    @OptionGroup var place: TownHallPlace
    @OptionGroup var catalogue: CataloguePlace

    @Argument(help: "The reference, with or without spaces.")
    var reference: String

    func run() async throws {
        try await Console.run {
            let desk = try OpenDesk(place, catalogue)
            defer { desk.store.close() }
            let entry = try desk.find(reference)
            // Before anything is seen.
            try desk.store.record(.opened, by: desk.who, reference: entry.reference, at: OpenDesk.seconds)
            let title = desk.services.service(identifier: entry.service)?.title(.german) ?? entry.service
            Console.line("\(OpenDesk.grouped(entry.reference))  \(title)")
            Console.line("\(entry.office), \(entry.state.rawValue), taken in \(OpenDesk.time(entry.acceptedAt))")
            if let day = entry.keptUntil { Console.line("Is deleted from \(OpenDesk.time(day)) on.") }
            for note in entry.head.notes { Console.line(Self.sentence(note)) }
            let data = try desk.store.data(of: entry)
            let sheet = AnswerSheet(data: data, services: desk.services, schemaURI: entry.head.schemaURI)
            for line in sheet?.lines ?? [] {
                let indent = String(repeating: "  ", count: line.depth)
                let value = line.value.map { ": " + Console.printable($0) } ?? ""
                Console.line(indent + Console.printable(line.label) + value)
            }
            if sheet == nil { Console.line("The data are no JSON object. rathaus desk export writes them out.") }
            for attachment in entry.head.attachments {
                let name = attachment.filename.map { " " + Console.printable($0) } ?? ""
                Console.line(
                    "Anlage: \(Console.printable(attachment.purpose)), \(Console.printable(attachment.mimeType))\(name)"
                )
            }
            for step in try desk.store.steps(of: entry) {
                let outcome = step.outcome.map { " " + $0.rawValue } ?? ""
                Console.line(
                    "\(OpenDesk.time(step.at))  \(step.who)  \(step.kind.rawValue)\(outcome): "
                        + Console.printable(step.text))
            }
        }
    }

    private static func sentence(_ note: CaseHead.Note) -> String {
        switch note {
        case .unknownSchema: "The answers could not be held against a schema: no catalogue here has this service."
        case .withoutReference: "The sender gave no reference: this is the delivery service's name for the case."
        }
    }
}
