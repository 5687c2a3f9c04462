import ArgumentParser
import ClerkDesk

/// `rathaus desk export`.
struct DeskExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write a case, in the clear, into a new folder: JSON, form, attachments.",
        discussion: "The folder is its owner's alone. Whoever exports a case answers for what becomes of the copy.")

    @OptionGroup var place: TownHallPlace
    @OptionGroup var catalogue: CataloguePlace

    @Argument(help: "The reference, with or without spaces.")
    var reference: String

    @Argument(help: "The folder, which must not be there yet.")
    var folder: String

    func run() async throws {
        try await Console.run {
            let desk = try OpenDesk(place, catalogue)
            defer { desk.store.close() }
            let entry = try desk.find(reference)
            try desk.store.record(.exported, by: desk.who, reference: entry.reference, at: OpenDesk.seconds)
            for name in try CaseFolder(path: folder).write(entry, from: desk.store) {
                Console.line("\(folder)/\(name)")
            }
        }
    }
}

/// `rathaus desk retention`.
struct DeskRetentionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retention", abstract: "Delete what is past its days now; rathaus desk run does it every day.")

    @OptionGroup var place: TownHallPlace
    @OptionGroup var catalogue: CataloguePlace

    func run() async throws {
        try await Console.run {
            let desk = try OpenDesk(place, catalogue)
            defer { desk.store.close() }
            let deleted = try desk.store.deleteOverdue(at: OpenDesk.seconds)
            Console.line("\(deleted) cases are deleted; the audit log names them.")
            let unknown = try desk.store.countKeptForEver()
            if unknown > 0 {
                Console.note("\(unknown) cases have no end: no catalogue named their service when they came in.")
            }
        }
    }
}

/// `rathaus desk audit`.
struct DeskAuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Show who did what with which case, newest first.")

    @OptionGroup var place: TownHallPlace
    @OptionGroup var catalogue: CataloguePlace

    @Option(help: "At most so many lines.")
    var limit = 100

    func run() async throws {
        try await Console.run {
            let desk = try OpenDesk(place, catalogue)
            defer { desk.store.close() }
            for entry in try desk.store.audit(limit: max(1, limit)) {
                let reference = entry.reference.map { "  " + OpenDesk.grouped($0) } ?? ""
                Console.line("\(OpenDesk.time(entry.at))  \(entry.who)  \(entry.what.rawValue)\(reference)")
            }
        }
    }
}
