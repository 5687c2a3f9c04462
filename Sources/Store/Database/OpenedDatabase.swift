import Foundation
import Glibc

/// A database that was opened by the rules: lock, rights, log and tables looked through, damage set aside.
struct OpenedDatabase: Sendable {
    let database: StoreDatabase
    let lock: FileLock
    /// The name under which a damaged database lies now, where this start found one; also where a crash came before
    /// what could be read of it was taken over.
    let setAside: String?

    /// Opens as the one who owns the database: makes it, migrates it, sets it aside where it is damaged.
    /// - Throws: `inUse`, `readOnly`, `diskFull`, `diskFailing`, `unknownVersion`, `notDurable`, `busy`.
    static func asOwner(
        _ directory: StoreDirectory, schema: Schema, patience: Double
    ) throws(StoreError) -> OpenedDatabase {
        let isAlone = directory.audience == .owner
        let lock: FileLock
        try makeDirectory(directory)
        lock = try FileLock(
            path: directory.lock, isAlone ? .alone : .shared, patience: patience, rights: directory.fileRights)
        if fileExists(directory.moving) {
            _ = try withLockAlone(lock, directory, patience) { () throws(StoreError) in
                try SettingAside(directory: directory).finish()
            }
        }
        try directory.prepare()
        do {
            let database = try open(directory, schema: schema, migrates: true)
            let salvaging = FileManager.default.contents(atPath: directory.salvaging)
            return OpenedDatabase(
                database: database, lock: lock, setAside: salvaging.map { String(decoding: $0, as: UTF8.self) })
        } catch .damaged {
            let name = try withLockAlone(lock, directory, patience) { () throws(StoreError) in
                try SettingAside(directory: directory).move()
            }
            try directory.prepare()
            return OpenedDatabase(
                database: try open(directory, schema: schema, migrates: true), lock: lock, setAside: name)
        }
    }

    /// Opens as a guest: takes the database as it is or not at all.
    /// - Throws: `notFound` where there is none, `damaged`, `unknownVersion`, `inUse` and what the disk refuses.
    static func asGuest(
        _ directory: StoreDirectory, schema: Schema, patience: Double
    ) throws(StoreError) -> OpenedDatabase {
        guard fileExists(directory.database) else { throw .notFound }
        guard !fileExists(directory.wanted) else { throw .inUse }
        let lock = try FileLock(
            path: directory.lock, .shared, patience: patience, rights: directory.fileRights)
        return OpenedDatabase(
            database: try open(directory, schema: schema, migrates: false), lock: lock, setAside: nil)
    }

    private static func open(
        _ directory: StoreDirectory, schema: Schema, migrates: Bool
    ) throws(StoreError) -> StoreDatabase {
        // Another process may be writing just now, and half a frame looks like damage: but damage stays.
        var looks = 1
        while let log = WriteAheadLogCheck(database: directory.database), log.isDamaged {
            guard looks < 4 else { throw .damaged(.writeAheadLog) }
            looks += 1
            usleep(20_000)
        }
        return try StoreDatabase(path: directory.database, schema: schema, migrates: migrates)
    }

    private static func makeDirectory(_ directory: StoreDirectory) throws(StoreError) {
        if !fileExists(directory.path) { try directory.prepare() }
    }

    /// Asks the others to close, waits for them, and works alone.
    private static func withLockAlone<Result>(
        _ lock: FileLock, _ directory: StoreDirectory, _ patience: Double,
        _ body: () throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        guard directory.audience == .group else { return try body() }
        let flag = Glibc.open(directory.wanted, O_WRONLY | O_CREAT | O_CLOEXEC, directory.fileRights)
        if flag >= 0 { Glibc.close(flag) }
        defer { unlink(directory.wanted) }
        guard lock.take(.alone, patience: patience) else { throw .inUse }
        defer { _ = lock.take(.shared, patience: patience) }
        return try body()
    }
}
