/// A colour of the sRGB colour space, eight bits a channel.
package struct RGB: Hashable, Sendable {
    package let red: UInt8
    package let green: UInt8
    package let blue: UInt8

    /// The colour with the given channels.
    package init(red: UInt8, green: UInt8, blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// The colour written as in `0x8cc8ff`.
    package init(_ value: UInt32) {
        self.init(
            red: UInt8(value >> 16 & 0xFF), green: UInt8(value >> 8 & 0xFF), blue: UInt8(value & 0xFF))
    }

    /// The colour of six hexadecimal digits, as in `8cc8ff`; nothing if it is written otherwise.
    package init?(hex: String) {
        guard hex.utf8.count == 6, hex.allSatisfy(\.isHexDigit), let value = UInt32(hex, radix: 16) else { return nil }
        self.init(value)
    }

    /// The light it gives off, 0 (black) to 1 (white). Source: WCAG 2.1, relative luminance.
    package var luminance: Double {
        0.2126 * Self.linear[Int(red)] + 0.7152 * Self.linear[Int(green)] + 0.0722 * Self.linear[Int(blue)]
    }

    /// The contrast of two colours, 1 (none) to 21. Source: WCAG 2.1, contrast ratio.
    package func contrast(with other: RGB) -> Double {
        let lighter = max(luminance, other.luminance)
        let darker = min(luminance, other.luminance)
        return (lighter + 0.05) / (darker + 0.05)
    }

    /// How unlike two colours are: the square of their distance, weighted as eyes see it.
    func distance(to other: RGB) -> Int {
        let red = Int(self.red) - Int(other.red)
        let green = Int(self.green) - Int(other.green)
        let blue = Int(self.blue) - Int(other.blue)
        return 3 * red * red + 6 * green * green + 2 * blue * blue
    }

    /// The linear light of every channel value. Source: IEC 61966-2-1; 0.04045 as in its amendment 1.
    private static let linear: [Double] = (0...255).map { value in
        let channel = Double(value) / 255
        return channel <= 0.04045 ? channel / 12.92 : power2point4((channel + 0.055) / 1.055)
    }

    /// x to the power of 2.4 for 0.09 ≤ x ≤ 1: x² times the fifth root of x², by Newton's iteration.
    private static func power2point4(_ base: Double) -> Double {
        let square = base * base
        var root = 1.0
        for _ in 0..<20 {
            let fourth = root * root * root * root
            root -= (fourth * root - square) / (5 * fourth)
        }
        return square * root
    }
}
