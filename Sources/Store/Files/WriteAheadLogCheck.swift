import Foundation

/// Looks for damage in a write-ahead log before SQLite reads it.
///
/// SQLite takes the frames up to the first that does not fit its checksum and forgets the rest: right after a power cut,
/// where only the last transaction can be torn, because each one before was synced. Wrong where a bit has flipped in
/// the middle: transactions that were acknowledged would vanish without a word. So: if the frames behind the first bad
/// one still hang together, at most one transaction may end among them.
/// Source: https://www.sqlite.org/fileformat2.html#the_write_ahead_log
struct WriteAheadLogCheck {
    private let data: Data
    private let database: String
    private static let headerSize = 32
    private static let frameHeaderSize = 24

    /// Reads the log of a database; nothing where there is none, or none with a frame.
    init?(database: String) {
        guard let data = FileManager.default.contents(atPath: database + "-wal"), data.count > 32 + 24 + 512 else {
            return nil
        }
        self.data = data
        self.database = database
    }

    /// Whether the log holds transactions that SQLite would pass over though they had been durable.
    var isDamaged: Bool { data.withUnsafeBytes(isDamaged) }

    private func isDamaged(_ bytes: UnsafeRawBufferPointer) -> Bool {
        let magic = Self.number(bytes, 0)
        let pageSize = Int(Self.number(bytes, 8))
        var sum = Checksum(isBigEndian: magic & 1 == 1)
        sum.add(bytes, 0, 24)
        let isSound = magic & 0xFFFF_FFFE == 0x377F_0682 && sum.equals(bytes, 24)
        let salts = (Self.number(bytes, 16), Self.number(bytes, 20))
        guard isSound, pageSize >= 512, pageSize <= 65536 else {
            // A header that was torn while the log began anew has frames behind it that the database holds already.
            return !isInDatabase(bytes)
        }
        let size = Self.frameHeaderSize + pageSize
        let count = (bytes.count - Self.headerSize) / size
        for frame in 0..<count {
            let start = Self.headerSize + frame * size
            let fits = sum.advanced(bytes, start, size).equals(bytes, start + 16)
            let isOwn = salts == (Self.number(bytes, start + 8), Self.number(bytes, start + 12))
            if fits, isOwn {
                sum = sum.advanced(bytes, start, size)
            } else if fits {
                // Only the salt differs: frames of an older log would not continue this one's sums.
                return true
            } else if !isOwn {
                // Frames of an older log, which the database holds already: here this one ends.
                return false
            } else {
                return Self.commits(bytes, from: frame, count: count, size: size, before: sum) > 1
            }
        }
        return false
    }

    /// How many transactions end in a bad frame and in those behind it that hang together with it.
    private static func commits(
        _ bytes: UnsafeRawBufferPointer, from bad: Int, count: Int, size: Int, before: Checksum
    ) -> Int {
        let start = headerSize + bad * size
        // Either the sum in the frame is right and its contents were hit, or the other way round.
        var sums = [before.stored(bytes, start + 16), before.advanced(bytes, start, size)]
        var commits = number(bytes, start + 4) != 0 ? 1 : 0
        for frame in bad + 1..<max(count, bad + 1) {
            let start = headerSize + frame * size
            sums = sums.map { $0.advanced(bytes, start, size) }.filter { $0.equals(bytes, start + 16) }
            guard !sums.isEmpty else { break }
            if number(bytes, start + 4) != 0 { commits += 1 }
        }
        return commits
    }

    /// Whether the database holds what the first frames' transactions say, so that the log may be passed over.
    private func isInDatabase(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard let file = FileHandle(forReadingAtPath: database), let header = try? file.read(upToCount: 18),
            header.count == 18
        else { return false }
        let pageSize = header[16] == 0 && header[17] == 1 ? 65536 : Int(header[16]) << 8 | Int(header[17])
        let size = Self.frameHeaderSize + pageSize
        guard pageSize >= 512, bytes.count >= Self.headerSize + size else { return pageSize >= 512 }
        let salts = bytes.loadUnaligned(fromByteOffset: Self.headerSize + 8, as: UInt64.self)
        var pages: [UInt32: Int] = [:]
        var pending: [UInt32: Int] = [:]
        for frame in 0..<(bytes.count - Self.headerSize) / size {
            let start = Self.headerSize + frame * size
            guard bytes.loadUnaligned(fromByteOffset: start + 8, as: UInt64.self) == salts else { break }
            pending[Self.number(bytes, start)] = start + Self.frameHeaderSize
            guard Self.number(bytes, start + 4) != 0 else { continue }
            pages.merge(pending) { $1 }
            pending = [:]
        }
        return pages.allSatisfy { page, start in
            guard page > 0, (try? file.seek(toOffset: UInt64(page - 1) * UInt64(pageSize))) != nil,
                let stored = try? file.read(upToCount: pageSize)
            else { return false }
            return stored.elementsEqual(UnsafeRawBufferPointer(rebasing: bytes[start..<start + pageSize]))
        }
    }

    fileprivate static func number(_ bytes: UnsafeRawBufferPointer, _ index: Int) -> UInt32 {
        UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt32.self))
    }
}

/// The two running sums of SQLite's log.
private struct Checksum {
    var first: UInt32 = 0
    var second: UInt32 = 0
    let isBigEndian: Bool

    init(isBigEndian: Bool) { self.isBigEndian = isBigEndian }

    mutating func add(_ bytes: UnsafeRawBufferPointer, _ start: Int, _ count: Int) {
        var index = start
        while index < start + count {
            var word = bytes.loadUnaligned(fromByteOffset: index, as: UInt32.self)
            first = first &+ (isBigEndian ? UInt32(bigEndian: word) : UInt32(littleEndian: word)) &+ second
            word = bytes.loadUnaligned(fromByteOffset: index + 4, as: UInt32.self)
            second = second &+ (isBigEndian ? UInt32(bigEndian: word) : UInt32(littleEndian: word)) &+ first
            index += 8
        }
    }

    /// The sums behind a frame: over eight bytes of its header and over its page.
    func advanced(_ bytes: UnsafeRawBufferPointer, _ start: Int, _ size: Int) -> Checksum {
        var next = self
        next.add(bytes, start, 8)
        next.add(bytes, start + 24, size - 24)
        return next
    }

    /// The sums that a frame says it has.
    func stored(_ bytes: UnsafeRawBufferPointer, _ index: Int) -> Checksum {
        var stored = self
        stored.first = WriteAheadLogCheck.number(bytes, index)
        stored.second = WriteAheadLogCheck.number(bytes, index + 4)
        return stored
    }

    func equals(_ bytes: UnsafeRawBufferPointer, _ index: Int) -> Bool {
        first == WriteAheadLogCheck.number(bytes, index) && second == WriteAheadLogCheck.number(bytes, index + 4)
    }
}
