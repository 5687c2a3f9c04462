import Foundation
import GRDB
import Glibc
import SubmissionAPI

extension SQLiteStorage {
    /// Copies a database while others write to it, and looks the copy through.
    /// - Throws: `exists` where the copy is there already, `damaged` where it is not sound, and what the disk refuses.
    package static func backUp(_ path: String, to copy: String) throws(StorageError) {
        guard !FileManager.default.fileExists(atPath: copy) else { throw .exists(path: copy) }
        let storage = try open(at: path)
        defer { storage.close() }
        do {
            let target = try DatabaseQueue(path: copy)
            try storage.pool.backup(to: target)
            try target.inDatabase { db in
                // One file, not three.
                try db.execute(sql: "PRAGMA journal_mode = DELETE")
                guard try String.fetchAll(db, sql: "PRAGMA integrity_check(1)") == ["ok"] else {
                    throw StorageError.damaged
                }
            }
            try target.close()
            try sync(copy)
        } catch {
            unlink(copy)
            throw StorageError(any: error)
        }
    }

    /// Puts a copy in the place of a database, with a new epoch, by which devices notice it. What was there is kept.
    /// - Returns: Where what was there lies now; nothing where nothing was there.
    /// - Throws: `notFound`, `damaged` and `unknownVersion` for the copy, and what the disk refuses; then all is as it was.
    package static func restore(_ copy: String, to path: String) throws(StorageError) -> String? {
        guard FileManager.default.fileExists(atPath: copy) else { throw .notFound(path: copy) }
        let new = path + ".new"
        for suffix in ["", "-wal", "-shm"] { unlink(new + suffix) }
        do {
            var configuration = Configuration()
            configuration.readonly = true
            let source = try DatabaseQueue(path: copy, configuration: configuration)
            let target = try DatabaseQueue(path: new)
            try source.backup(to: target)
            try source.close()
            try target.inDatabase { db in
                guard try String.fetchAll(db, sql: "PRAGMA integrity_check(1)") == ["ok"] else {
                    throw StorageError.damaged
                }
            }
            try TownHallSchema.migrate(target)
            try target.write { db in
                try db.execute(
                    sql: "INSERT OR REPLACE INTO meta VALUES ('epoch', ?)", arguments: [ResourceID().description])
            }
            try target.inDatabase { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
            try target.close()
            try sync(new)
            return try replace(path, by: new)
        } catch {
            unlink(new)
            throw StorageError(any: error)
        }
    }

    private static func replace(_ path: String, by new: String) throws -> String? {
        var setAside: String?
        if FileManager.default.fileExists(atPath: path) {
            let name = path + ".before-" + Date().formatted(.iso8601).replacing(":", with: "")
            for suffix in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: path + suffix) {
                guard rename(path + suffix, name + suffix) == 0 else { throw StorageError.readOnly }
            }
            setAside = name
        }
        guard rename(new, path) == 0 else { throw StorageError.readOnly }
        try sync(URL(fileURLWithPath: path).deletingLastPathComponent().path)
        return setAside
    }

    private static func sync(_ path: String) throws {
        let file = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw StorageError.readOnly }
        defer { Glibc.close(file) }
        guard fsync(file) == 0 else { throw StorageError.failing(code: Int32(ResultCode.SQLITE_IOERR_FSYNC.rawValue)) }
    }
}
