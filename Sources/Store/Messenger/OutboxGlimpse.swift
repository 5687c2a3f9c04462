import GRDB

/// What the messenger must know of a case to plan: its name and how far it is. The row was not looked through yet.
package struct OutboxGlimpse: Hashable, Sendable {
    package let reference: String
    package let state: DeliveryState
    /// Failed attempts since the last success.
    package let attempts: Int
    /// The town hall's epoch under which it is known there.
    package let epoch: String?

    /// Describes a case.
    package init(reference: String, state: DeliveryState, attempts: Int = 0, epoch: String? = nil) {
        self.reference = reference
        self.state = state
        self.attempts = attempts
        self.epoch = epoch
    }
}

/// How many cases are how far.
package struct OutboxCount: Hashable, Sendable {
    /// Without those that are set aside.
    package internal(set) var states: [DeliveryState: Int] = [:]
    /// By reason.
    package internal(set) var setAside: [SetAsideReason: Int] = [:]

    /// Those that have not reached the town hall and do not wait for a person.
    package var waiting: Int {
        [.sealed, .created, .uploading].reduce(0) { $0 + (states[$1] ?? 0) }
    }
}

extension Outbox {
    /// All cases for which the messenger has something to do, the least failed and oldest first.
    /// - Parameter epoch: The town hall's; cases that it accepted under another one are asked about again. Nothing where
    ///   it is not known.
    /// - Returns: Them, unbounded: some hundred bytes each.
    /// - Throws: `busy`, `damaged`, `diskFailing`.
    package func glimpses(epoch: String?) throws(StoreError) -> [OutboxGlimpse] {
        try database.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT reference, state, attempts, epoch FROM cases
                    WHERE setAside IS NULL AND (
                        state IN ('sealed', 'created', 'uploading', 'submitted')
                        OR (state = 'accepted' AND ?1 IS NOT NULL AND epoch IS NOT ?1))
                    ORDER BY attempts, id
                    """, arguments: [epoch]
            ).compactMap { row in
                DeliveryState(rawValue: row["state"]).map {
                    OutboxGlimpse(
                        reference: row["reference"], state: $0, attempts: row["attempts"], epoch: row["epoch"])
                }
            }
        }
    }

    /// Counts the cases, for whoever wants to know how it stands.
    /// - Throws: `busy`, `damaged`, `diskFailing`.
    package func count() throws(StoreError) -> OutboxCount {
        try database.read { db in
            var count = OutboxCount()
            let rows = try Row.fetchAll(
                db, sql: "SELECT state, setAside, count(*) AS number FROM cases GROUP BY state, setAside")
            for row in rows {
                if let reason = (row["setAside"] as String?).flatMap(SetAsideReason.init) {
                    count.setAside[reason, default: 0] += row["number"] as Int
                } else if let state = DeliveryState(rawValue: row["state"]) {
                    count.states[state, default: 0] += row["number"] as Int
                }
            }
            return count
        }
    }

    /// How many messages the terminal has not taken yet.
    /// - Throws: `busy`, `damaged`, `diskFailing`.
    package func messageCount() throws(StoreError) -> Int {
        try database.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM messages") ?? 0 }
    }
}
