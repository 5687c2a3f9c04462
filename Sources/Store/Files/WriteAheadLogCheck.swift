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
    private static let headerSize = 32
    private static let frameHeaderSize = 24

    /// Reads a log; nothing where there is none, or none with a frame.
    init?(path: String) {
        guard let data = FileManager.default.contents(atPath: path), data.count > 32 + 24 + 512 else { return nil }
        self.data = data
    }

    /// Whether the log holds transactions that SQLite would pass over though they had been durable.
    var isDamaged: Bool { data.withUnsafeBytes(Self.isDamaged) }

    private static func isDamaged(_ bytes: UnsafeRawBufferPointer) -> Bool {
        let magic = number(bytes, 0)
        let pageSize = Int(number(bytes, 8))
        var sum = Checksum(isBigEndian: magic & 1 == 1)
        sum.add(bytes, 0, 24)
        let isSound = magic & 0xFFFF_FFFE == 0x377F_0682 && sum.equals(bytes, 24)
        let salts = (number(bytes, 16), number(bytes, 20))
        guard isSound, pageSize >= 512, pageSize <= 65536 else {
            // A header is durable before the first of its frames is written. With frames that are its own behind it,
            // it was hit; with those of an older log behind it, the power was cut.
            return salts.0 == number(bytes, headerSize + 8) || salts.1 == number(bytes, headerSize + 12)
        }
        let size = frameHeaderSize + pageSize
        let count = (bytes.count - headerSize) / size
        for frame in 0..<count {
            let start = headerSize + frame * size
            let fits = sum.advanced(bytes, start, size).equals(bytes, start + 16)
            let isOwn = salts == (number(bytes, start + 8), number(bytes, start + 12))
            if fits, isOwn {
                sum = sum.advanced(bytes, start, size)
            } else if fits {
                // Only the salt differs: frames of an older log would not continue this one's sums.
                return true
            } else {
                return commits(bytes, from: frame, count: count, size: size, before: sum) > 1
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
