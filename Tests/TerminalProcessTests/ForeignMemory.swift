import Foundation
import Glibc

/// The memory of another process.
enum ForeignMemory {
    /// How often bytes stand in whatever it can write, locked pages for secrets aside.
    static func count(of needle: [UInt8], in process: Int32) throws -> (found: Int, searched: Int) {
        let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: "/proc/\(process)/smaps"))
        let lines = String(decoding: try handle.readToEnd() ?? Data(), as: UTF8.self).split(separator: "\n")
        let memory = open("/proc/\(process)/mem", O_RDONLY)
        guard memory >= 0 else { throw CocoaError(.fileReadNoPermission) }
        defer { close(memory) }
        var (found, searched) = (0, 0)
        var range: [UInt] = []
        for line in lines {
            let fields = line.split(separator: " ")
            let ends = fields[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
            if ends.count == 2 {
                range = fields.count > 1 && fields[1].hasPrefix("rw") ? ends : []
            } else if fields[0] == "VmFlags:", range.count == 2, !fields.contains("dd") {
                // What is left out of core dumps is where secrets belong.
                let bytes = read(memory, range[0], Int(range[1] - range[0]))
                searched += bytes.count
                found += bytes.count(of: needle)
            }
        }
        return (found, searched)
    }

    private static func read(_ memory: Int32, _ start: UInt, _ length: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: length)
        let got = pread(memory, &bytes, length, off_t(start))
        return Array(bytes.prefix(max(0, got)))
    }
}

extension [UInt8] {
    fileprivate func count(of needle: [UInt8]) -> Int {
        withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress, bytes.count >= needle.count else { return 0 }
            let last = bytes.count - needle.count
            var (offset, found) = (0, 0)
            while offset <= last, let hit = memchr(start + offset, Int32(needle[0]), last + 1 - offset) {
                offset = UnsafeRawPointer(hit) - start
                if memcmp(hit, needle, needle.count) == 0 { found += 1 }
                offset += 1
            }
            return found
        }
    }
}
