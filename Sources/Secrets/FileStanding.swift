internal import Glibc

/// What a file is, whose it is, and who may use it. Source: POSIX.1-2024, `<sys/stat.h>`.
///
/// Only here: beside Foundation it depends on the order of files which module owns `struct stat`, and so whether it compiles.
package struct FileStanding: Sendable {
    package let isRegularFile: Bool
    package let isDirectory: Bool
    /// The user it belongs to.
    package let owner: UInt32
    /// The group it belongs to.
    package let group: UInt32
    /// Rights of owner, group and others, without the kind of file.
    package let rights: UInt32
    /// In bytes.
    package let byteCount: Int64

    /// Of an open file.
    /// - Returns: Nothing where the system does not tell.
    package init?(descriptor: Int32) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return nil }
        self.init(status)
    }

    /// Of what lies at a path; a link is not followed.
    /// - Returns: Nothing where nothing lies there, or the system does not tell.
    package init?(path: String) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return nil }
        self.init(status)
    }

    private init(_ status: stat) {
        isRegularFile = status.st_mode & S_IFMT == S_IFREG
        isDirectory = status.st_mode & S_IFMT == S_IFDIR
        owner = status.st_uid
        group = status.st_gid
        rights = status.st_mode & 0o7777
        byteCount = Int64(status.st_size)
    }

    /// Whether it belongs to whoever asks and gives others none of these rights.
    package func isOwn(withoutRights others: UInt32) -> Bool { owner == geteuid() && rights & others == 0 }
}
