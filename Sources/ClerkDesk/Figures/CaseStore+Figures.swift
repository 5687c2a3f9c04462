internal import GRDB

extension CaseStore {
    /// Methods by which it is established who applies; a declaration is the applicant's own word.
    private static let identifying: Set<String> = ["eid", "on_site", "staff"]

    /// How each service's cases stand.
    /// - Parameters:
    ///   - offices: Of these.
    ///   - weeks: So many, with the one that runs.
    ///   - monday: When that one began, seconds since 1970.
    /// - Returns: By service, in the order of their identifiers. One reading of the columns that are clear.
    /// - Throws: `database`.
    package func figures(
        offices: Set<String>, weeks: Int, endingWith monday: Int64
    ) throws(DeskError) -> [ServiceFigures] {
        let week: Int64 = 7 * 86400
        let first = monday - Int64(weeks - 1) * week
        let marks = Array(repeating: "?", count: offices.count).joined(separator: ", ")
        let rows = try read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT service, state, accepted_at, decided_at, identification FROM entry
                    WHERE office IN (\(marks)) AND (accepted_at >= ? OR state <> 'decided')
                    """, arguments: StatementArguments(offices.sorted()) + [first]
            ).map(Line.init)
        }
        var tallies: [String: Tally] = [:]
        for row in rows { tallies[row.service, default: Tally(weeks: weeks)].add(row, first: first, week: week) }
        return tallies.sorted { $0.key < $1.key }.map { $1.figures(of: $0) }
    }

    /// How many cases there are in each state.
    /// - Throws: `database`.
    package func counts(offices: Set<String>) throws(DeskError) -> [CaseState: Int] {
        let marks = Array(repeating: "?", count: offices.count).joined(separator: ", ")
        let rows = try read { db in
            try Row.fetchAll(
                db, sql: "SELECT state, count(*) AS number FROM entry WHERE office IN (\(marks)) GROUP BY state",
                arguments: StatementArguments(offices.sorted())
            ).map { (state: $0["state"] as String, number: $0["number"] as Int) }
        }
        var counts: [CaseState: Int] = [:]
        for row in rows { if let state = CaseState(rawValue: row.state) { counts[state] = row.number } }
        return counts
    }

    /// The identifiers of the services of which there are cases.
    /// - Throws: `database`.
    package func services(offices: Set<String>) throws(DeskError) -> [String] {
        let marks = Array(repeating: "?", count: offices.count).joined(separator: ", ")
        return try read { db in
            try String.fetchAll(
                db, sql: "SELECT DISTINCT service FROM entry WHERE office IN (\(marks)) ORDER BY service",
                arguments: StatementArguments(offices.sorted()))
        }
    }

    private struct Line {
        let service: String
        let isDecided: Bool
        let acceptedAt: Int64
        let decidedAt: Int64?
        let isIdentified: Bool

        init(_ row: Row) {
            service = row["service"]
            isDecided = (row["state"] as String) == CaseState.decided.rawValue
            acceptedAt = row["accepted_at"]
            decidedAt = row["decided_at"]
            isIdentified = (row["identification"] as String?).map(CaseStore.identifying.contains) ?? false
        }
    }

    private struct Tally {
        var arrivals: [Int]
        var waiting = 0
        var oldest: Int64?
        var durations: [Int64] = []
        var identified = 0

        init(weeks: Int) { arrivals = Array(repeating: 0, count: weeks) }

        mutating func add(_ line: Line, first: Int64, week: Int64) {
            if !line.isDecided {
                waiting += 1
                oldest = min(oldest ?? line.acceptedAt, line.acceptedAt)
            }
            guard line.acceptedAt >= first else { return }
            // A clock that was wrong puts a case into the week that runs.
            arrivals[min(arrivals.count - 1, Int((line.acceptedAt - first) / week))] += 1
            if line.isIdentified { identified += 1 }
            if line.isDecided, let decidedAt = line.decidedAt { durations.append(max(0, decidedAt - line.acceptedAt)) }
        }

        func figures(of service: String) -> ServiceFigures {
            let durations = durations.sorted()
            return ServiceFigures(
                service: service, arrivals: arrivals, waiting: waiting, oldestWaiting: oldest,
                medianToDecision: durations.isEmpty ? nil : durations[(durations.count - 1) / 2],
                arrived: arrivals.reduce(0, +), identified: identified)
        }
    }
}
