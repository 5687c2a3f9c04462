import Glibc
import Secrets

/// The files of one directory, read whole and with a bound.
struct DirectoryFiles {
    let path: String

    /// The names of the regular files, in order. Empty where there is no such directory.
    var names: [String] {
        guard let directory = opendir(path) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory), names.count < 4096 {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }

    var exists: Bool { access(path, F_OK) == 0 }

    /// A file's bytes; nil where it cannot be read or is longer than `limit`.
    func read(_ name: String, limit: Int) -> [UInt8]? {
        var contents: [UInt8]?
        open(name, limit: limit) { descriptor, size in
            var bytes = [UInt8](repeating: 0, count: size)
            let count = bytes.withUnsafeMutableBytes { DirectoryFiles.fill($0, from: descriptor) }
            contents = count == size ? bytes : nil
        }
        return contents
    }

    /// A file's bytes where nobody else sees them. Empty where it cannot be read or is longer than `limit`.
    func readSecret(_ name: String, limit: Int) -> SecretBytes {
        var contents = SecretBytes(capacity: 1)
        open(name, limit: limit) { descriptor, size in
            guard size > 0 else { return }
            contents = SecretBytes(count: size) { target in _ = DirectoryFiles.fill(target, from: descriptor) }
        }
        return contents
    }

    private func open(_ name: String, limit: Int, _ body: (Int32, Int) -> Void) {
        let descriptor = Glibc.open("\(path)/\(name)", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= limit else {
            return
        }
        body(descriptor, status.st_size)
    }

    private static func fill(_ target: UnsafeMutableRawBufferPointer, from descriptor: Int32) -> Int {
        var count = 0
        while count < target.count, let start = target.baseAddress {
            let step = Glibc.read(descriptor, start + count, target.count - count)
            if step < 0 && errno == EINTR { continue }
            guard step > 0 else { break }
            count += step
        }
        return count
    }
}
