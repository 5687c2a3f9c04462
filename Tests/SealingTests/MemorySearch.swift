import Foundation

/// Looks for bytes in all memory of this process that can be written.
enum MemorySearch {
    /// Bytes that stand nowhere in memory as they are: kept with every bit turned.
    struct Needle {
        private let turned: [UInt8]

        /// Draws bytes at random.
        init(count: Int) { turned = (0..<count).map { _ in UInt8.random(in: 0...255) } }

        var count: Int { turned.count }

        /// Writes the bytes themselves into a place that its owner wipes.
        func write(to target: UnsafeMutableRawBufferPointer) {
            for index in turned.indices { target[index] = ~turned[index] }
        }

        func matches(_ bytes: UnsafeRawPointer) -> Bool {
            for index in turned.indices where bytes.load(fromByteOffset: index, as: UInt8.self) != ~turned[index] {
                return false
            }
            return true
        }

        var first: UInt8 { ~turned[0] }
    }

    /// All of a file that has no size.
    private static func lines(of path: String) throws -> Data {
        let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        var text = Data()
        while let more = try handle.read(upToCount: 4096), !more.isEmpty { text += more }
        return text
    }

    /// How often the needle stands in memory. The buffer that is searched with is wiped page by page.
    static func count(_ needle: Needle) throws -> Int {
        let maps = String(decoding: try lines(of: "/proc/self/maps"), as: UTF8.self)
        let memory = open("/proc/self/mem", O_RDONLY)
        defer { close(memory) }
        let size = 1 << 20
        let window = UnsafeMutableRawBufferPointer.allocate(byteCount: size + needle.count, alignment: 16)
        defer { window.deallocate() }
        let own = UInt(bitPattern: window.baseAddress)
        var found = 0
        for line in maps.split(separator: "\n") {
            let fields = line.split(separator: " ")
            let range = fields[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
            guard fields[1].hasPrefix("rw"), range.count == 2, let start = window.baseAddress else { continue }
            var address = range[0]
            while address < range[1] {
                let wanted = min(size + needle.count - 1, Int(range[1] - address))
                let got = pread(memory, start, wanted, off_t(address))
                guard got >= needle.count else { break }
                var offset = 0
                while offset <= got - needle.count,
                    let hit = memchr(start + offset, Int32(needle.first), got - needle.count + 1 - offset)
                {
                    offset = hit - UnsafeMutableRawPointer(start)
                    let position = address + UInt(offset)
                    if needle.matches(hit), position < own || position >= own + UInt(window.count) { found += 1 }
                    offset += 1
                }
                address += UInt(size)
            }
            memset(start, 0, window.count)
        }
        return found
    }
}
