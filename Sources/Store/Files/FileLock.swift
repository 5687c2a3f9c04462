import Glibc

/// A lock on a file of its own, held for as long as the value lives, let go by the kernel when the process dies.
///
/// Who has a database open holds the lock shared; who renames the database holds it alone.
final class FileLock: Sendable {
    enum Mode { case shared, alone }

    private let file: Int32

    /// Opens or makes the lock file and takes the lock.
    /// - Parameters:
    ///   - path: The lock file.
    ///   - lock: Shared or alone.
    ///   - patience: How many seconds to try.
    ///   - rights: The file's rights where it is made.
    /// - Throws: `inUse` where another process does not let go; `readOnly` where the file cannot be made.
    init(path: String, _ lock: Mode, patience: Double, rights: mode_t) throws(StoreError) {
        file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, rights)
        guard file >= 0 else { throw StoreError(errno: errno) }
        _ = fchmod(file, rights)
        guard take(lock, patience: patience) else {
            close(file)
            throw .inUse
        }
    }

    deinit { close(file) }

    /// Changes from one mode to the other; between them the lock may be free for a moment.
    func take(_ lock: Mode, patience: Double) -> Bool {
        let operation = (lock == .shared ? LOCK_SH : LOCK_EX) | LOCK_NB
        var tries = Int(patience * 50)
        while flock(file, operation) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR, tries > 0 else { return false }
            tries -= 1
            usleep(20_000)
        }
        return true
    }
}

extension StoreError {
    /// What the kernel said of a file.
    init(errno code: Int32) {
        switch code {
        case ENOSPC, EDQUOT: self = .diskFull
        case EROFS, EACCES, EPERM, ENOENT, ENOTDIR: self = .readOnly
        default: self = .diskFailing(code: code)
        }
    }
}
