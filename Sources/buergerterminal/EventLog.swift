import Foundation
import Forms
import Logging
import Sealing
import Store
import Visit

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

    /// A service was not begun, for want of a key or of room.
    func visitRefused(_ reason: Unreadiness) { logger.error("visit.refused", metadata: ["reason": "\(reason)"]) }

    /// What a crash left is not what was written last.
    func journalRefused(_ error: StoreError) {
        logger.error("journal.refused", metadata: ["reason": "\(error)"])
    }

    /// Messages by kind and number; one that is not believed by its reason.
    func messagesTaken(_ outcome: Correspondence.Outcome) {
        for (kind, count) in outcome.kept.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            logger.notice("message.kept", metadata: ["kind": "\(kind.rawValue)", "count": "\(count)"])
        }
        for reason in outcome.setAside { logger.error("message.set_aside", metadata: ["reason": "\(reason)"]) }
        if outcome.newKeys > 0 { logger.notice("keys.learned", metadata: ["count": "\(outcome.newKeys)"]) }
    }

    func outboxNotRead(_ error: any Error) { logger.error("outbox.not_read", metadata: ["reason": "\(error)"]) }

    /// What somebody should look after on this device.
    func staffTold(_ notice: StaffNotice) {
        switch notice {
        case .keyExpires(let office, let day):
            logger.warning("key.expires_soon", metadata: ["office": "\(office)", "day": "\(day)"])
        case .noKey(let office): logger.error("key.none", metadata: ["office": "\(office)"])
        case .noRoom: logger.error("disk.little_room")
        case .messenger: break
        }
    }

    func visitEnded() { logger.info("visit.ended") }

    /// A place in a service file and the kind of fault say enough to mend it.
    func expressionFailed(_ defect: Defect) {
        logger.error("form.expression_failed", metadata: ["at": "\(defect.location)", "fault": "\(defect.fault)"])
    }
}
