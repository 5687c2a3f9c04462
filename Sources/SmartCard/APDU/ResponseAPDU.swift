/// A card's answer to one command.
///
/// Source: ISO/IEC 7816-4, 5.1.
package struct ResponseAPDU: Equatable, Sendable {
    package var data: [UInt8]
    package var status: StatusWord

    package init(data: [UInt8] = [], status: StatusWord) {
        self.data = data
        self.status = status
    }

    /// Reads an answer from its bytes; nil where there are fewer than the two of a status word.
    package init?(decoding bytes: [UInt8]) {
        guard bytes.count >= 2 else { return nil }
        status = StatusWord(rawValue: UInt16(bytes[bytes.count - 2]) << 8 | UInt16(bytes[bytes.count - 1]))
        data = Array(bytes.dropLast(2))
    }

    package var encoded: [UInt8] {
        data + [UInt8(truncatingIfNeeded: status.rawValue >> 8), UInt8(truncatingIfNeeded: status.rawValue)]
    }
}

extension ResponseAPDU: CustomStringConvertible, CustomDebugStringConvertible {
    /// The status and the length; never the data.
    package var description: String { "\(status), \(data.count) bytes" }
    package var debugDescription: String { description }
}
