import Foundation
import Forms
import Logging

/// What happened on this device, by event ids and numbers; never what anybody answered.
struct EventLog: Sendable {
    private let logger: Logger

    /// Writes to `events.log` in a directory; where that cannot be written, events are lost and the terminal goes on.
    init(directory: String) {
        let handler = FileLogHandler(path: directory + "/events.log")
        logger = Logger(label: "buergerterminal") { _ in handler }
    }

    func configurationTaken(services: Int, leftOut: Int) {
        logger.notice("configuration.taken", metadata: ["services": "\(services)", "left_out": "\(leftOut)"])
    }

    func configurationRefused() { logger.error("configuration.refused") }

    /// Something of the store, by its id.
    func store(_ event: String, _ details: [String: String] = [:]) {
        logger.notice("\(event)", metadata: details.mapValues { "\($0)" })
    }

    /// What the disk or the sealing refused; the error's own words hold no content.
    func notSaved(_ error: any Error) { logger.error("visit.not_saved", metadata: ["reason": "\(error)"]) }

    func visitEnded() { logger.info("visit.ended") }

    /// A place in a service file and the kind of fault say enough to mend it.
    func expressionFailed(_ defect: Defect) {
        logger.error("form.expression_failed", metadata: ["at": "\(defect.location)", "fault": "\(defect.fault)"])
    }
}
