import Foundation
import Glibc
import Sealing

/// A file on a stick: written, synced, read back.
final class ExportedFile {
    private let descriptor: Int32

    init(path: String) throws(StoreError) {
        descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o644)
        guard descriptor >= 0 else { throw StoreError(errno: errno) }
    }

    deinit { close(descriptor) }

    func write(_ bytes: Data) throws(StoreError) {
        let failure: Int32? = bytes.withUnsafeBytes { buffer in
            var done = 0
            while done < buffer.count {
                let count = Glibc.write(descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return errno }
                done += count
            }
            return nil
        }
        if let failure { throw StoreError(errno: failure) }
    }

    /// Makes the file durable, and lets the next reading come from the stick.
    func finish() throws(StoreError) {
        guard fsync(descriptor) == 0 else { throw StoreError(errno: errno) }
        posix_fadvise(descriptor, 0, 0, Int32(POSIX_FADV_DONTNEED))
    }

    /// Length and SHA-512 of a file, read in pieces of 1 MB; nothing where it cannot be read.
    static func hash(of path: String) -> (count: Int, hash: String)? {
        guard let file = FileHandle(forReadingAtPath: path) else { return nil }
        var hash = ContentHash.Computation()
        var count = 0
        do {
            while let piece = try file.read(upToCount: 1 << 20), !piece.isEmpty {
                piece.withUnsafeBytes { hash.update($0) }
                count += piece.count
            }
        } catch {
            return nil
        }
        return (count, hash.result().hexadecimal)
    }
}
