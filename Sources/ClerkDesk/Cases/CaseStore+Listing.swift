internal import GRDB

/// A place in the list of cases, newest first: the page that follows begins after it.
package struct CasePlace: Hashable, Sendable {
    /// Seconds since 1970.
    package let acceptedAt: Int64
    /// The row.
    package let row: Int64

    package init(acceptedAt: Int64, row: Int64) {
        self.acceptedAt = acceptedAt
        self.row = row
    }

    /// The place of a case.
    package init(_ entry: DeskCase) { self.init(acceptedAt: entry.acceptedAt, row: entry.row) }
}

extension CaseStore {
    /// A page of the cases of several offices, newest first.
    ///
    /// Each office's rows come in order from an index and are merged, and a page begins at a place instead of leaving
    /// rows out: the work is that of one page, however many cases there are and however far down the page is.
    /// - Parameters:
    ///   - offices: Of these; none give none.
    ///   - state: In one state.
    ///   - service: Of one service, by the identifier with which it travels.
    ///   - place: Only what is older than this.
    ///   - limit: At most so many.
    /// - Returns: At most `limit`.
    /// - Throws: `database`; `sealing` where a row is not as it was written.
    package func page(
        offices: Set<String>, state: CaseState? = nil, service: String? = nil, after place: CasePlace? = nil, limit: Int
    ) throws(DeskError) -> [DeskCase] {
        guard !offices.isEmpty, limit > 0 else { return [] }
        let isInState = state == nil ? "" : " AND state = ?"
        let isOfService = service == nil ? "" : " AND service = ?"
        let isOlder = place == nil ? "" : " AND (accepted_at, id) < (?, ?)"
        var arguments = StatementArguments()
        for office in offices.sorted() {
            arguments += [office]
            if let state { arguments += [state.rawValue] }
            if let service { arguments += [service] }
            if let place { arguments += [place.acceptedAt, place.row] }
        }
        arguments += [limit]
        let part = "SELECT \(Self.columns) FROM entry WHERE office = ?" + isInState + isOfService + isOlder
        let parts = Array(repeating: part, count: offices.count).joined(separator: " UNION ALL ")
        let sql = parts + " ORDER BY accepted_at DESC, id DESC LIMIT ?"
        let rows = try read { [arguments] db in try Row.fetchAll(db, sql: sql, arguments: arguments) }
        var cases: [DeskCase] = []
        for row in rows { cases.append(try deskCase(row)) }
        return cases
    }

    /// Cases that were taken in after another, oldest first: for who keeps up with them.
    /// - Parameters:
    ///   - row: That one's row; 0 for all.
    ///   - limit: At most so many.
    /// - Returns: At most `limit`.
    /// - Throws: `database`; `sealing` where a row is not as it was written.
    package func cases(after row: Int64, limit: Int) throws(DeskError) -> [DeskCase] {
        let rows = try read { db in
            try Row.fetchAll(
                db, sql: "SELECT \(Self.columns) FROM entry WHERE id > ? ORDER BY id LIMIT ?",
                arguments: [row, limit])
        }
        var cases: [DeskCase] = []
        for row in rows { cases.append(try deskCase(row)) }
        return cases
    }

    /// The rows of all cases.
    /// - Throws: `database`.
    package func rows() throws(DeskError) -> Set<Int64> {
        try read { db in try Set(Int64.fetchAll(db, sql: "SELECT id FROM entry")) }
    }
}
