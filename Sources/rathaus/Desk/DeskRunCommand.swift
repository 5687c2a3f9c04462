import ArgumentParser
import ClerkDesk
import DeskWeb
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

    @OptionGroup var page: DeskPageOptions

    func run() async throws {
        try await Console.run {
            let pagePlace = try page.place()
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
                let logger = Logger(label: "desk")
                var services: [any Service] = [DeskRun(service: service, pause: .seconds(max(1, pause)))]
                if let pagePlace { services += try pageServices(desk, at: pagePlace, logger: logger) }
                let group = ServiceGroup(
                    services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
                try await group.run()
                await client.close()
            }
        }
    }
}

extension DeskRunCommand {
    private func pageServices(_ desk: OpenDesk, at place: DeskSite.Place, logger: Logger) throws -> [any Service] {
        let site = desk.site(isSecure: place.isSecure)
        var quiet = Logger(label: "page")
        quiet.logLevel = .error
        let server = try site.server(at: place, logger: quiet) { port in
            Console.line("The clerks' page is at \(place.url(port: port))")
        }
        if try desk.accounts.accounts().isEmpty {
            Console.note("Nobody can sign in yet: rathaus desk account add.")
        }
        return [server, WordReading(site: site, logger: logger)]
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
