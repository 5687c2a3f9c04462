import Glibc

/// A directory of the store and the database in it, with the rights that say who may read it.
package struct StoreDirectory: Hashable, Sendable {
    /// Who may read and write.
    package enum Audience: Hashable, Sendable {
        /// The terminal's user alone.
        case owner
        /// All users of the directory's group: the terminal and the messenger.
        case group
    }

    /// Absolute, without a slash at the end.
    package let path: String
    /// The database's name without its ending.
    package let name: String
    /// Who may read it.
    package let audience: Audience

    /// Names a directory.
    package init(path: String, name: String, audience: Audience) {
        self.path = path
        self.name = name
        self.audience = audience
    }

    var database: String { "\(path)/\(name).sqlite" }
    var lock: String { "\(path)/\(name).lock" }
    /// While it is there, whoever has the database open closes it.
    var wanted: String { "\(path)/\(name).wanted" }
    /// Written before a damaged database is renamed; holds its new name.
    var moving: String { "\(path)/\(name).moving" }

    /// Holds the name of a damaged database until what can be read of it was taken over.
    var salvaging: String { "\(path)/\(name).salvaging" }

    /// The files that SQLite keeps beside a database. They belong together.
    static let companions = ["", "-wal", "-shm", "-journal"]

    var fileRights: mode_t { audience == .owner ? 0o600 : 0o660 }
    private var directoryRights: mode_t { audience == .owner ? 0o700 : 0o2770 }

    /// Makes the directory and an empty database file with their rights, each durable, where they are missing.
    ///
    /// SQLite gives its log and its shared memory the rights of the database file; the group comes from the directory.
    /// - Throws: `readOnly`, `diskFull`, `diskFailing`.
    func prepare() throws(StoreError) {
        if mkdir(path, directoryRights) == 0 {
            guard chmod(path, directoryRights) == 0 else { throw StoreError(errno: errno) }
            synchronizeParent()
        } else if errno != EEXIST {
            throw StoreError(errno: errno)
        }
        let file = open(database, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, fileRights)
        if file >= 0 {
            defer { close(file) }
            guard fchmod(file, fileRights) == 0, fsync(file) == 0 else { throw StoreError(errno: errno) }
            try synchronize()
        } else if errno != EEXIST {
            throw StoreError(errno: errno)
        }
    }

    /// Makes the directory's entries durable.
    /// - Throws: `diskFailing` where the disk refuses.
    func synchronize() throws(StoreError) {
        let directory = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard directory >= 0 else { throw StoreError(errno: errno) }
        defer { close(directory) }
        guard fsync(directory) == 0 else { throw StoreError(errno: errno) }
    }

    private func synchronizeParent() {
        let parent = open(path + "/..", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard parent >= 0 else { return }
        fsync(parent)
        close(parent)
    }

    /// How many bytes this user can still write; nothing where the system does not say.
    package var freeBytes: Int64? {
        var information = statvfs()
        guard statvfs(path, &information) == 0 else { return nil }
        return Int64(information.f_bavail) * Int64(information.f_frsize)
    }
}

/// Whether a file of this name is there.
func fileExists(_ path: String) -> Bool { access(path, F_OK) == 0 }
