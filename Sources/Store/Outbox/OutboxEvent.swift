import GRDB

/// What happened to the outbox, by kinds and numbers; never what anybody answered.
package struct OutboxEvent: Hashable, Sendable {
    /// Seconds since 1970 by the wall clock of that moment.
    package let at: Int64
    /// What happened.
    package let kind: String
    /// The case it happened to.
    package let reference: String?
    /// How many, or how long.
    package let number: Int?
}

extension OutboxEvent {
    /// How many are kept.
    static let bound = 20_000

    init(_ kind: String, number: Int? = nil) {
        self.init(at: 0, kind: kind, reference: nil, number: number)
    }

    init(_ step: DeliveryStep) {
        switch step {
        case .created: self.init("case.created")
        case .uploadBegan: self.init("case.upload_began")
        case .uploaded: self.init("case.attachment_uploaded")
        case .submitted: self.init("case.submitted")
        case .accepted: self.init("case.accepted")
        case .rejected: self.init("case.rejected")
        case .lost: self.init("case.lost_by_town_hall")
        case .known: self.init("case.known_after_restore")
        case .setAside(let reason): self.init("case.set_aside.\(reason.rawValue)")
        case .retried: self.init("case.retried")
        case .failed: self.init("case.attempt_failed")
        }
    }

    func insert(reference: String? = nil, at time: StoreTime, in db: Database) throws {
        try db.cachedStatement(sql: "INSERT INTO log (at, kind, reference, number) VALUES (?, ?, ?, ?)")
            .execute(arguments: [time.wall, kind, reference, number])
        let last = db.lastInsertedRowID
        if last % 100 == 0 {
            try db.execute(sql: "DELETE FROM log WHERE id <= ?", arguments: [last - Int64(Self.bound)])
        }
    }
}

extension Outbox {
    /// Writes down what happened.
    /// - Throws: What the disk refuses.
    func note(_ event: OutboxEvent, at time: StoreTime) throws(StoreError) {
        try write { db in try event.insert(at: time, in: db) }
    }

    /// The last events, newest first.
    /// - Throws: `busy`, `damaged`, `diskFailing`.
    package func events(limit: Int = 100) throws(StoreError) -> [OutboxEvent] {
        try database.read { db in
            try Row.fetchAll(
                db, sql: "SELECT at, kind, reference, number FROM log ORDER BY id DESC LIMIT ?",
                arguments: [max(0, limit)]
            ).map { OutboxEvent(at: $0["at"], kind: $0["kind"], reference: $0["reference"], number: $0["number"]) }
        }
    }
}
