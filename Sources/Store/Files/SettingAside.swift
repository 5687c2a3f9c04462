import Foundation
import Glibc

/// Gives a damaged database a new name, whole, and never deletes it.
///
/// Three files move and a crash may come between them, so the new name is written down first: an interrupted move is
/// finished at the next start. The caller holds the lock alone.
struct SettingAside {
    let directory: StoreDirectory

    /// Finishes a move that a crash interrupted.
    /// - Returns: The new name, where there was one to finish.
    /// - Throws: As `move`.
    func finish() throws(StoreError) -> String? {
        guard let bytes = FileManager.default.contents(atPath: directory.moving) else { return nil }
        let name = String(decoding: bytes, as: UTF8.self)
        guard name.hasPrefix(directory.name + ".damaged-"), !name.contains("/") else {
            // Torn before it was durable: nothing was moved yet.
            unlink(directory.moving)
            return nil
        }
        try rename(to: name)
        return name
    }

    /// Moves the database and its companions.
    /// - Returns: The new name, in the same directory.
    /// - Throws: `readOnly`, `diskFull`, `diskFailing`: then the database is where it was.
    func move() throws(StoreError) -> String {
        var number = 1
        while fileExists("\(directory.path)/\(name(number))") { number += 1 }
        try write(name(number))
        try rename(to: name(number))
        return name(number)
    }

    private func name(_ number: Int) -> String { "\(directory.name).damaged-\(number).sqlite" }

    private func write(_ name: String) throws(StoreError) {
        let file = open(directory.moving, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, directory.fileRights)
        guard file >= 0 else { throw StoreError(errno: errno) }
        defer { close(file) }
        let bytes = Array(name.utf8)
        guard Glibc.write(file, bytes, bytes.count) == bytes.count, fsync(file) == 0 else {
            throw StoreError(errno: errno)
        }
        try directory.synchronize()
    }

    private func rename(to name: String) throws(StoreError) {
        for companion in StoreDirectory.companions {
            let source = directory.database + companion
            guard Glibc.rename(source, "\(directory.path)/\(name)\(companion)") == 0 || errno == ENOENT else {
                throw StoreError(errno: errno)
            }
        }
        try directory.synchronize()
        // From here on it is known what the damaged database is called, until what could be read of it is taken over.
        guard Glibc.rename(directory.moving, directory.salvaging) == 0 else { throw StoreError(errno: errno) }
        try directory.synchronize()
    }
}
