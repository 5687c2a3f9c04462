import ArgumentParser
import ClerkDesk
import Foundation
import Logging
import Sealing
import ServiceLifecycle
import SubmissionClient
import UnixSignals

/// `rathaus desk run`: the desk at work.
struct DeskRunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Take cases in, acknowledge them, and tell devices what was decided.")

    @OptionGroup var place: TownHallPlace
    @OptionGroup var catalogue: CataloguePlace

    @Flag(help: "Everything once, then end. Exits 1 where the delivery service did not answer or something waits.")
    var once = false

    @Option(help: "Seconds between two rounds.")
    var pause = 2

    func run() async throws {
        try await Console.run {
            LoggingSystem.bootstrap(StreamLogHandler.standardError(label:))
            let desk = try OpenDesk(place, catalogue)
            defer { desk.store.close() }
            let root = try await SigningRoot(desk.directory.rootPublicKey())
            _ = try await desk.keyrings()
            let client = try desk.client()
            let service = DeskService(
                subscription: client, shelf: KeyShelf(desk.directory), root: root, store: desk.store,
                services: desk.services,
                now: { Date() })
            if once {
                try desk.store.forgetOrphans()
                let (report, told) = try await service.round()
                await client.close()
                Console.line(DeskRun.sentence(report, told))
                if report.unreachable {
                    Console.note("The delivery service does not answer. Is rathaus serve running?")
                }
                if report.unreachable || report.waiting > 0 { throw ExitCode.failure }
            } else {
                Console.note("The desk takes cases in for \(desk.offices.map(\.id).joined(separator: ", ")).")
                let group = ServiceGroup(
                    services: [DeskRun(service: service, pause: .seconds(max(1, pause)))],
                    gracefulShutdownSignals: [.sigterm, .sigint], logger: Logger(label: "desk"))
                try await group.run()
                await client.close()
            }
        }
    }
}

/// The desk's loop, ended by a signal between two steps.
struct DeskRun: Service {
    let service: DeskService
    let pause: Duration

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await service.run(pause: pause) { report, told in Console.line(Self.sentence(report, told)) }
        }
    }

    static func sentence(_ report: IntakeReport, _ told: Int) -> String {
        "\(report.taken) taken in, \(report.repeated) here already, \(report.rejected) rejected, \(report.waiting) waiting; "
            + "\(told) messages told."
    }
}
