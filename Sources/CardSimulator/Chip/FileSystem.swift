import Glibc

/// Reads whole files and directories.
enum FileSystem {
    /// The bytes of a file, at most one MiB. Throws with the file's name and the system's reason.
    static func contents(of path: String) throws(SimulatorError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw SimulatorError("\(path) cannot be read: \(reason()).") }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = read(descriptor, &part, part.count)
            guard count >= 0 else { throw SimulatorError("\(path) cannot be read: \(reason()).") }
            if count == 0 { return bytes }
            bytes += part[..<count]
            guard bytes.count <= 1 << 20 else { throw SimulatorError("\(path) is larger than one MiB.") }
        }
    }

    /// The names in a directory, in no order.
    static func names(in path: String) throws(SimulatorError) -> [String] {
        guard let directory = opendir(path) else {
            throw SimulatorError("The directory \(path) cannot be read: \(reason()).")
        }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            names.append(name)
        }
        return names
    }

    static func reason() -> String { String(cString: strerror(errno)) }
}
