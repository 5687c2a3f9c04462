internal import Foundation
internal import GRDB
internal import Secrets

extension CaseStore {
    /// Copies the opened cases while others work on them, and looks the copy through. What is sealed stays sealed.
    /// - Throws: `exists` where the copy is there already; `file`, `database`; `damaged` where the copy is not sound.
    package static func backUp(_ path: String, to copy: String) throws(DeskError) {
        guard !SecretFile.exists(copy) else { throw .exists(path: copy) }
        guard SecretFile.exists(path) else { throw .damaged(path: path) }
        try makeFile(copy)
        do {
            try transfer(path, to: copy)
            let target = try queue(copy)
            // One file, not three.
            try target.inDatabase { db in try db.execute(sql: "PRAGMA journal_mode = DELETE") }
            try target.close()
        } catch {
            try? FileManager.default.removeItem(atPath: copy)
            throw DeskError(any: error)
        }
    }

    /// Puts a copy in the place of the opened cases, in one transaction, so that it does no harm where the desk is at work.
    /// What was there is kept beside.
    /// - Returns: Where what was there lies now; nothing where nothing was there.
    /// - Throws: `damaged` where the copy is none; `file`, `database`. Then all is as it was.
    package static func restore(_ copy: String, to path: String) throws(DeskError) -> String? {
        do {
            let source = try queue(copy)
            defer { try? source.close() }
            let isOurs = try source.inDatabase { db in
                try Int32.fetchOne(db, sql: "PRAGMA application_id") == DeskSchema.application
            }
            guard isOurs else { throw DeskError.damaged(path: copy) }
        } catch {
            throw DeskError(any: error)
        }
        var setAside: String?
        if SecretFile.exists(path) {
            let name = path + ".before-" + Date().formatted(.iso8601).replacing(":", with: "")
            try backUp(path, to: name)
            setAside = name
        } else {
            try makeFile(path)
        }
        do { try transfer(copy, to: path) } catch { throw DeskError(any: error) }
        return setAside
    }

    /// An empty file that only its owner reads, before SQLite makes one that others read too.
    private static func makeFile(_ path: String) throws(DeskError) {
        try SecretFile.write(SecretBytes(copying: []), to: path)
    }

    private static func queue(_ path: String) throws -> DatabaseQueue {
        var configuration = GRDB.Configuration()
        configuration.busyMode = .timeout(10)
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    /// All pages of one file into another, and looks at what came.
    private static func transfer(_ path: String, to other: String) throws {
        let (source, target) = (try queue(path), try queue(other))
        defer {
            try? source.close()
            try? target.close()
        }
        try source.backup(to: target)
        try target.inDatabase { db in
            guard try String.fetchAll(db, sql: "PRAGMA integrity_check(1)") == ["ok"] else {
                throw DeskError.damaged(path: other)
            }
        }
    }
}
