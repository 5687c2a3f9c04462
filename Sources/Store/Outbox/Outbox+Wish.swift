import GRDB

extension Outbox {
    private static let wish = "delivery.wanted"

    /// Somebody wants that the messenger tries now, however long it meant to wait.
    /// - Throws: What the disk refuses.
    package func wantDelivery(at time: StoreTime) throws(StoreError) {
        try note(OutboxEvent(Self.wish), at: time)
    }

    /// A number that changes with each such wish; nothing where there was none lately.
    /// - Throws: `busy`, `damaged`, `diskFailing`.
    package func lastWish() throws(StoreError) -> Int64? {
        try database.read { db in
            try Int64.fetchOne(db, sql: "SELECT max(id) FROM log WHERE kind = ?", arguments: [Self.wish])
        }
    }
}
