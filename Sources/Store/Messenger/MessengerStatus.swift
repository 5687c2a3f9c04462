import GRDB

/// How the messenger stands, as it writes it down itself: a hint for staff, by kinds and numbers, never proof of anything.
package struct MessengerStatus: Hashable, Sendable {
    /// What keeps the messenger from delivering.
    package enum Trouble: String, Hashable, Sendable, CaseIterable {
        case noNetwork = "no_network"
        case noAnswer = "no_answer"
        case cutOff = "cut_off"
        case tooSlow = "too_slow"
        case certificateExpired = "certificate_expired"
        case certificateNotYetValid = "certificate_not_yet_valid"
        case certificateForAnotherName = "certificate_for_another_name"
        case certificateUntrusted = "certificate_untrusted"
        /// 429 or 5xx.
        case busy
        /// The device's account is not taken, or no longer.
        case notAdmitted = "not_admitted"
        /// Somebody else answers: a network that wants to be signed in to.
        case notTheTownHall = "not_the_town_hall"
        case diskFull = "disk_full"
        case diskFailing = "disk_failing"

        /// A sentence for staff.
        package var sentence: String {
            switch self {
            case .noNetwork: "There is no network. Cases wait on this device."
            case .noAnswer: "The town hall's server does not answer. Cases wait on this device."
            case .cutOff: "The connection to the town hall breaks off. Cases wait on this device."
            case .tooSlow: "The network is too slow to deliver. Cases wait on this device."
            case .certificateExpired:
                "The certificate of the town hall's server has expired. Tell the town hall; check this device's clock too."
            case .certificateNotYetValid:
                "The certificate of the town hall's server is not valid yet. Check this device's clock."
            case .certificateForAnotherName:
                "The server that answers has a certificate for another name. Tell the town hall."
            case .certificateUntrusted:
                "The server that answers cannot prove that it is the town hall's. Sign in to this network first, "
                    + "or tell the town hall."
            case .busy: "The town hall's server is busy or out of order. Cases wait on this device."
            case .notAdmitted:
                "The town hall does not admit this device. Ask whether it was revoked, or enrol it again."
            case .notTheTownHall: "This network wants to be signed in to first. Cases wait on this device."
            case .diskFull: "The disk is full. Make room; the messenger then goes on by itself."
            case .diskFailing: "The messenger cannot write to the disk. Tell the administrator."
            }
        }
    }

    /// Whether it runs, as far as it could say so: a process that was killed says nothing.
    package var isRunning: Bool
    /// When the town hall was last reached: seconds since 1970 by this device's wall clock of that moment.
    package var lastContact: Int64?
    /// What keeps it from delivering; nothing where all is well.
    package var trouble: Trouble?
    /// Since when, by the wall clock of that moment.
    package var since: Int64?
    /// The town hall's epoch that was seen last.
    package var epoch: String?
    /// When this was written.
    package internal(set) var writtenAt: Int64

    /// Whether it gives signs of life by the wall clock: it writes at least once a minute.
    package func isAlive(at wall: Int64) -> Bool { isRunning && abs(wall - writtenAt) < 180 }

    /// Nothing known yet.
    package init() {
        isRunning = false
        writtenAt = 0
    }
}

/// What the messenger writes into the outbox's log beside the steps of cases.
package enum MessengerNote: Hashable, Sendable {
    /// It began to run.
    case started
    /// It stopped because it was told to.
    case stopped
    /// It cannot deliver.
    case hindered(MessengerStatus.Trouble)
    /// It can again.
    case unhindered
    /// The town hall was restored from a backup.
    case newEpoch
    /// A receipt was not believed.
    case receiptRefused(reference: String)
    /// Messages were brought, so many.
    case messagesStored(Int)

    var event: (reference: String?, event: OutboxEvent) {
        switch self {
        case .started: (nil, OutboxEvent("messenger.started"))
        case .stopped: (nil, OutboxEvent("messenger.stopped"))
        case .hindered(let trouble): (nil, OutboxEvent("messenger.hindered.\(trouble.rawValue)"))
        case .unhindered: (nil, OutboxEvent("messenger.unhindered"))
        case .newEpoch: (nil, OutboxEvent("town_hall.new_epoch"))
        case .receiptRefused(let reference): (reference, OutboxEvent("receipt.refused"))
        case .messagesStored(let count): (nil, OutboxEvent("messages.stored", number: count))
        }
    }
}

extension Outbox {
    /// How the messenger stood when it last wrote that down.
    /// - Throws: `busy`, `damaged`, `diskFailing`.
    package func messengerStatus() throws(StoreError) -> MessengerStatus {
        try database.read { db in
            var status = MessengerStatus()
            guard let row = try Row.fetchOne(db, sql: "SELECT * FROM messenger WHERE id = 1") else { return status }
            status.isRunning = row["running"]
            status.lastContact = row["lastContact"]
            status.trouble = (row["trouble"] as String?).flatMap(MessengerStatus.Trouble.init)
            status.since = row["since"]
            status.epoch = row["epoch"]
            status.writtenAt = row["writtenAt"]
            return status
        }
    }

    /// Writes down how the messenger stands and what happened to it, in one transaction.
    /// - Throws: What the disk refuses.
    package func write(
        _ status: MessengerStatus, noting notes: [MessengerNote] = [], at time: StoreTime
    ) throws(StoreError) {
        try write { db in
            try db.execute(
                sql: """
                    INSERT INTO messenger (id, running, lastContact, trouble, since, epoch, writtenAt)
                    VALUES (1, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT (id) DO UPDATE SET running = excluded.running, lastContact = excluded.lastContact,
                        trouble = excluded.trouble, since = excluded.since, epoch = excluded.epoch,
                        writtenAt = excluded.writtenAt
                    """,
                arguments: [
                    status.isRunning, status.lastContact, status.trouble?.rawValue, status.since, status.epoch,
                    time.wall,
                ])
            for note in notes {
                let (reference, event) = note.event
                try event.insert(reference: reference, at: time, in: db)
            }
        }
    }
}
