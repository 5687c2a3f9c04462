/// Reads fields one after the other, numbers with their lowest byte first, as PC/SC part 10 has them.
struct LittleEndianReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    /// The next number of so many bytes; nil where they are not there.
    mutating func number(_ count: Int) -> Int? { bytes(count)?.reversed().reduce(0) { $0 << 8 | Int($1) } }

    /// The next bytes; nil where there are fewer.
    mutating func bytes(_ count: Int) -> [UInt8]? {
        guard rest.count >= count else { return nil }
        defer { rest = rest.dropFirst(count) }
        return Array(rest.prefix(count))
    }

    /// The next bytes, after a number of so many bytes that tells how many they are.
    mutating func counted(_ width: Int) -> [UInt8]? {
        guard let count = number(width) else { return nil }
        return bytes(count)
    }
}

extension FixedWidthInteger {
    /// The bytes of the number, the lowest first.
    var littleEndianBytes: [UInt8] { withUnsafeBytes(of: littleEndian) { Array($0) } }
}
