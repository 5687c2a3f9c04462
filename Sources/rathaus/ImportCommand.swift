import ArgumentParser
import ClerkDesk
import Foundation
import Sealing
import Store
import SubmissionAPI
import SubmissionClient

/// `rathaus import`: the road is a network too.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Take in the cases of a folder that kioskctl outbox export wrote.",
        discussion:
            "Each case is opened and checked as if the network had brought it. The device is told when the network "
            + "delivers the case as well, which is then recognised as a repeat. Exits 0 where every case is here "
            + "afterwards, else 1.")

    @OptionGroup var place: TownHallPlace
    @OptionGroup var catalogue: CataloguePlace

    @Argument(help: "The export's folder.")
    var folder: String

    func run() async throws {
        try await Console.run {
            let manifest: ExportManifest
            do {
                manifest = try CaseExport.check(folder)
            } catch {
                throw Refused("\(folder): \(error)")
            }
            let desk = try OpenDesk(place, catalogue)
            defer { desk.store.close() }
            let keyrings = try await desk.keyrings()
            let client = try desk.client()
            let intake = Intake(
                from: client, keyrings: keyrings, into: desk.store, services: desk.services, now: { Date() })
            var failed = 0
            for entry in manifest.cases {
                let outcome = try await take(entry, intake, keyrings)
                if outcome == .taken || outcome == .repeated {
                    try desk.store.record(.imported, by: desk.who, reference: entry.reference, at: OpenDesk.seconds)
                } else {
                    failed += 1
                }
                Console.line("\(OpenDesk.grouped(entry.reference)): \(Self.sentence(outcome))")
            }
            for reference in manifest.missing {
                Console.note("\(OpenDesk.grouped(reference)) is damaged on the device and not in this folder.")
            }
            await client.close()
            if failed > 0 { throw ExitCode.failure }
        }
    }

    private func take(
        _ entry: ExportManifest.Case, _ intake: Intake, _ keyrings: [OfficeKeyring]
    ) async throws -> Intake.StickOutcome {
        func read(_ part: ExportManifest.Part) -> Data? {
            FileManager.default.contents(atPath: "\(folder)/\(part.file)")
        }
        guard let metadata = entry.parts.first(where: { $0.kind == .metadata }).flatMap(read),
            let data = entry.parts.first(where: { $0.kind == .data }).flatMap(read)
        else { return .waits("unreadable") }
        var attachments: [StickCase.Attachment] = []
        for part in entry.parts where part.kind == .attachment {
            guard let id = part.id else { return .waits("unreadable") }
            let file = "\(folder)/\(part.file)"
            attachments.append(
                StickCase.Attachment(id: ResourceID(id)) { FileManager.default.contents(atPath: file) })
        }
        let destination = ResourceID(entry.destination)
        return try await intake.take(
            StickCase(
                destination: destination, service: entry.serviceIdentifier, metadata: metadata, data: data,
                attachments: attachments), keyring: keyrings.first { $0.office.destination == destination })
    }

    private static func sentence(_ outcome: Intake.StickOutcome) -> String {
        switch outcome {
        case .taken: "taken in."
        case .repeated: "is here already."
        case .rejected(let problem): "not taken in. \(problem.problem.detail)"
        case .waits(let reason): "not taken in now: \(reason). Try again."
        case .foreign: "is for an office whose keys are not here."
        }
    }
}
