import Glibc

/// A colour of the sRGB space, eight bits a channel.
package struct Colour: Hashable, Sendable, CustomStringConvertible {
    package let red: UInt8
    package let green: UInt8
    package let blue: UInt8

    /// Reads `#rrggbb`.
    package init?(_ text: String) {
        guard TextPattern.colour.matches(text), let number = UInt32(text.dropFirst(), radix: 16) else { return nil }
        red = UInt8(number >> 16)
        green = UInt8(number >> 8 & 0xFF)
        blue = UInt8(number & 0xFF)
    }

    /// How light it is, 0 to 1. Source: WCAG 2.1, “relative luminance”.
    package var luminance: Double {
        0.2126 * Self.linear(red) + 0.7152 * Self.linear(green) + 0.0722 * Self.linear(blue)
    }

    /// The contrast ratio, 1 to 21. Source: WCAG 2.1, “contrast ratio”.
    package func contrast(to other: Colour) -> Double {
        let (a, b) = (luminance, other.luminance)
        return (max(a, b) + 0.05) / (min(a, b) + 0.05)
    }

    private static func linear(_ channel: UInt8) -> Double {
        linearTable[Int(channel)]
    }

    private static let linearTable: [Double] = (0...255).map { channel in
        let value = Double(channel) / 255
        return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }

    package var description: String {
        "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
