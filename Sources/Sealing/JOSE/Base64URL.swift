package import Foundation

/// Base64 with the URL-safe alphabet, without padding; read strictly, so that each text has one reading and each value
/// one text: no padding, no white space, no bits behind the end.
/// Source: RFC 7515, 2; RFC 4648, 3.5 and 5.
package enum Base64URL {
    /// Writes bytes as ASCII.
    package static func encode(_ bytes: Data) -> Data {
        bytes.base64EncodedData(options: [.base64URLAlphabet, .omitPaddingCharacter])
    }

    /// Writes bytes as text.
    package static func text(_ bytes: Data) -> String {
        bytes.base64EncodedString(options: [.base64URLAlphabet, .omitPaddingCharacter])
    }

    /// Writes bytes behind a text in pieces, so that no second copy of the whole is made.
    static func append(_ bytes: Data, to text: inout Data) {
        var rest = bytes[...]
        while !rest.isEmpty {
            text.append(encode(rest.prefix(pieceSize)))
            rest = rest.dropFirst(pieceSize)
        }
    }

    /// A multiple of three.
    private static let pieceSize = 3 << 18

    /// Reads ASCII; nothing where it is not exactly what `encode` writes.
    package static func decode(_ text: Data) -> Data? {
        guard text.count % 4 != 1 else { return nil }
        var bytes = Data(count: text.count / 4 * 3 + (text.count % 4 * 3) / 4)
        let isSound = bytes.withUnsafeMutableBytes { target in
            text.withUnsafeBytes { source in values.withUnsafeBufferPointer { decode(source, into: target, $0) } }
        }
        return isSound ? bytes : nil
    }

    /// Reads text.
    package static func decode(_ text: String) -> Data? { decode(Data(text.utf8)) }

    private static func decode(
        _ source: UnsafeRawBufferPointer, into target: UnsafeMutableRawBufferPointer,
        _ values: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        var (position, read, bits, seen) = (0, UInt32(0), 0, UInt8(0))
        var index = 0
        while index < source.count {
            let value = values[Int(source[index])]
            seen |= value
            read = read << 6 | UInt32(value & 63)
            bits += 6
            if bits >= 8 {
                bits -= 8
                target[position] = UInt8(truncatingIfNeeded: read >> UInt32(bits))
                position += 1
            }
            index += 1
        }
        return seen < 64 && read & (1 << UInt32(bits) - 1) == 0
    }

    /// The value of each character; 64 where it has none.
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 64, count: 256)
        let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
        for (value, character) in alphabet.utf8.enumerated() { values[Int(character)] = UInt8(value) }
        return values
    }()
}
