import ArgumentParser
import Courier
import Foundation
import Glibc
import Logging
import Sealing
import Store
import SubmissionClient
import UnixSignals

/// `buergerbote run`: works until it is told to stop.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Delivers until it is stopped with SIGTERM.")

    @Option(help: "The outbox's directory.")
    var outbox: String

    @Option(help: "The file that enrolment left for the messenger.")
    var enrolment: String

    @Flag(help: "End when everything that can be done now was done. 75 where the town hall could not be reached.")
    var once = false

    @Option(help: ArgumentHelp("For tests: waits so many times shorter.", visibility: .private))
    var hurry = 1

    @Flag(help: "Logs every failed attempt too.")
    var debug = false

    func run() async throws {
        LoggingSystem.bootstrap { StreamLogHandler.standardError(label: $0) }
        var log = Logger(label: "buergerbote")
        log.logLevel = debug ? .debug : .info
        let file = try EnrolmentFile(path: enrolment).read()
        let courier: Courier
        do {
            courier = try await Courier(file, log: log, hurry: hurry)
        } catch let fault as ClientFault {
            throw ValidationError("\(fault) Enrol the device again.")
        } catch {
            throw ValidationError("The pinned root in \(enrolment) is damaged. Enrol the device again.")
        }
        let logger = log
        let end = await withTaskGroup(of: Courier.End?.self) { group in
            group.addTask { await work(courier, log: logger) }
            group.addTask {
                for await _ in await UnixSignalsSequence(trapping: .sigterm, .sigint) { return nil }
                return nil
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            var end = first
            for await other in group { end = end ?? other }
            return end
        }
        if case .roundOver(let trouble?) = end {
            FileHandle.standardError.write(Data((trouble.sentence + "\n").utf8))
            throw ExitCode(75)
        }
        if case .outboxLost(let error) = end {
            FileHandle.standardError.write(Data((error.description + "\n").utf8))
            throw ExitCode(74)
        }
    }

    /// Opens the outbox, works, gives it back where it is wanted, and begins again.
    private func work(_ courier: Courier, log: Logger) async -> Courier.End {
        var said: StoreError?
        while !Task.isCancelled {
            do throws(StoreError) {
                let end = await courier.run(try Outbox(existingAt: outbox), isSingleRound: once)
                said = nil
                switch end {
                case .stopped, .roundOver: return end
                case .outboxWanted: log.notice("outbox.given_back")
                case .outboxLost(let error): throw error
                }
            } catch {
                if once { return .outboxLost(error) }
                if said != error { log.warning("outbox.not_usable", metadata: ["error": "\(error)"]) }
                said = error
            }
            // The terminal makes it, mends it or migrates it.
            try? await Task.sleep(for: .seconds(1))
        }
        return .stopped
    }
}
