internal import Foundation
internal import GRDB
internal import Glibc

/// Who did something: a person by the name under which the machine knows them, or the desk itself.
package enum AuditedActor: Hashable, Sendable {
    case intake
    case retention
    /// The operating system's user.
    case user(String)
    /// Somebody who signed in on the clerks' page, by the account's name.
    case account(String)

    /// Who runs this program.
    package static func current() -> AuditedActor {
        guard let account = getpwuid(getuid()) else { return .user("uid \(getuid())") }
        return .user(String(cString: account.pointee.pw_name))
    }

    var text: String {
        switch self {
        case .intake: "intake"
        case .retention: "retention"
        case .user(let name): "user:" + name
        case .account(let name): "account:" + name
        }
    }
}

/// A line of the audit log.
package struct AuditEntry: Hashable, Sendable {
    /// What was done.
    package enum Act: String, Codable, Hashable, Sendable, CaseIterable {
        case rejected, listed, opened, exported, asked, decided, deleted, imported
        case rotatedKeys = "rotated_keys"
        case signedIn = "signed_in"
        case signInRefused = "sign_in_refused"
        case signedOut = "signed_out"
        case searched
        case sawFigures = "saw_figures"
        case changedAccount = "changed_account"
    }

    /// Seconds since 1970.
    package let at: Int64
    package let who: String
    package let what: Act
    /// The case; nothing where it was none.
    package let reference: String?
}

extension CaseStore {
    private struct Line: Codable {
        let who: String
        let what: AuditEntry.Act
        let reference: String?
    }

    /// Adds a line to the audit log, which nothing here ever changes or deletes.
    package func record(
        _ what: AuditEntry.Act, by who: AuditedActor, reference: String?, at time: Int64
    ) throws(DeskError) {
        let line = try line(what, by: who, reference: reference)
        try write { db in try Self.add(line, at: time, db) }
    }

    /// A line, sealed, for a transaction that does what it tells.
    func line(_ what: AuditEntry.Act, by who: AuditedActor, reference: String?) throws(DeskError) -> Data {
        try seal(Line(who: who.text, what: what, reference: reference), for: .audit)
    }

    static func add(_ line: Data, at time: Int64, _ db: Database) throws {
        try db.execute(sql: "INSERT INTO audit (at, content) VALUES (?, ?)", arguments: [time, line])
    }

    /// The audit log, newest first.
    /// - Parameters:
    ///   - limit: At most so many lines are looked at.
    ///   - what: Only of these.
    /// - Returns: At most `limit`.
    /// - Throws: `database`; `sealing` where a line is not as it was written.
    package func audit(limit: Int = 1000, only what: Set<AuditEntry.Act>? = nil) throws(DeskError) -> [AuditEntry] {
        let rows = try read { db in
            try Row.fetchAll(db, sql: "SELECT at, content FROM audit ORDER BY id DESC LIMIT ?", arguments: [limit])
                .map { (at: $0["at"] as Int64, content: $0["content"] as Data) }
        }
        var entries: [AuditEntry] = []
        for row in rows {
            let line = try open(row.content, of: .audit, as: Line.self)
            if let what, !what.contains(line.what) { continue }
            entries.append(AuditEntry(at: row.at, who: line.who, what: line.what, reference: line.reference))
        }
        return entries
    }
}
