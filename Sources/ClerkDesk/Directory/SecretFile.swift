internal import Foundation
internal import Glibc
package import Secrets

/// Files that only their owner reads: keys, credentials. Each is whole or not there.
package enum SecretFile {
    /// Larger files are no secrets of this system; in bytes.
    private static let bound = 64 << 20

    /// Writes beside, makes durable, then renames: a power cut leaves the old file or the new one. Mode 0600.
    /// - Throws: `file`.
    package static func write(_ secret: borrowing SecretBytes, to path: String) throws(DeskError) {
        try secret.withUnsafeBytes { (bytes) throws(DeskError) in try write(bytes, to: path) }
    }

    /// Writes bytes that are in ordinary memory anyway, as `write` of a secret.
    /// - Throws: `file`.
    package static func write(_ bytes: UnsafeRawBufferPointer, to path: String) throws(DeskError) {
        let beside = path + ".new"
        unlink(beside)
        let descriptor = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw fault(beside, "open") }
        if let call = fill(descriptor, bytes) {
            let error = fault(beside, call)
            close(descriptor)
            unlink(beside)
            throw error
        }
        close(descriptor)
        guard rename(beside, path) == 0 else { throw fault(path, "rename") }
        try synchronize(parent(of: path))
    }

    /// Reads a file.
    /// - Parameters:
    ///   - path: Where it lies.
    ///   - isOpen: That others may read it, as a certificate. Nobody else may write it.
    /// - Returns: Its bytes, at most 64 MB.
    /// - Throws: `file`; `openToOthers` where somebody else could read or write it.
    package static func read(_ path: String, isOpen: Bool = false) throws(DeskError) -> SecretBytes {
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { throw fault(path, "open") }
        defer { close(descriptor) }
        guard let standing = FileStanding(descriptor: descriptor), standing.isRegularFile,
            (0...Int64(bound)).contains(standing.byteCount)
        else { throw .damaged(path: path) }
        guard standing.isOwn(withoutRights: isOpen ? 0o022 : 0o077) else { throw .openToOthers(path: path) }
        return try SecretBytes(count: Int(standing.byteCount)) { (target) throws(DeskError) in
            var count = 0
            while count < target.count {
                let got = Glibc.read(descriptor, target.baseAddress.map { $0 + count }, target.count - count)
                if got < 0 && errno == EINTR { continue }
                guard got > 0 else { throw .damaged(path: path) }
                count += got
            }
        }
    }

    /// Makes a directory that only its owner enters; one that is there must be such a one.
    /// - Throws: `file`, `openToOthers`.
    package static func makeDirectory(_ path: String) throws(DeskError) {
        if mkdir(path, 0o700) == 0 { return try synchronize(parent(of: path)) }
        guard errno == EEXIST else { throw fault(path, "mkdir") }
        guard let standing = FileStanding(path: path), standing.isDirectory, standing.isOwn(withoutRights: 0o077)
        else { throw .openToOthers(path: path) }
    }

    /// Whether something of this name is there.
    package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    private static func parent(of path: String) -> String {
        URL(fileURLWithPath: path).deletingLastPathComponent().path
    }

    private static func fill(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> String? {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            if written < 0 && errno == EINTR { continue }
            if written <= 0 { return "write" }
            rest = rest.dropFirst(written)
        }
        return fsync(descriptor) == 0 ? nil : "fsync"
    }

    private static func synchronize(_ path: String) throws(DeskError) {
        let directory = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard directory >= 0 else { throw fault(path, "open") }
        defer { close(directory) }
        guard fsync(directory) == 0 else { throw fault(path, "fsync") }
    }

    private static func fault(_ path: String, _ call: String) -> DeskError {
        .file(path: path, call: call, reason: String(cString: strerror(errno)))
    }
}
