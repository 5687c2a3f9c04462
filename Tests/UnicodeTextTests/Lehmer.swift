/// Random numbers that are the same in every run. Source: Park and Miller, 1988.
struct Lehmer {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next(below bound: UInt32) -> UInt32 {
        state = state * 48271 % 2_147_483_647
        return UInt32(state % UInt64(bound))
    }

    /// A text of scalars from the ranges in which something can go wrong, and from everywhere.
    mutating func text(length: Int) -> String {
        let ranges: [ClosedRange<UInt32>] = [
            0x00...0x1F, 0x20...0x7E, 0x7F...0xA0, 0xA0...0x24F, 0x300...0x36F, 0x600...0x605, 0x1100...0x11FF,
            0x2000...0x206F, 0xAC00...0xAC20, 0xD800...0xE010, 0xFB00...0xFEFF, 0xFFF0...0xFFFF, 0x11000...0x110CF,
            0xE0000...0xE01FF, 0x0...0x10FFFF,
        ]
        var text = String.UnicodeScalarView()
        for _ in 0..<length {
            let range = ranges[Int(next(below: UInt32(ranges.count)))]
            let value = range.lowerBound + next(below: range.upperBound - range.lowerBound + 1)
            if let scalar = Unicode.Scalar(value) { text.append(scalar) }
        }
        return String(text)
    }
}
