/// One command to a card.
///
/// Source: ISO/IEC 7816-4, 5.1 and 5.2.
package struct CommandAPDU: Equatable, Sendable {
    /// CLA.
    package var instructionClass: UInt8
    /// INS.
    package var instruction: UInt8
    package var parameter1: UInt8
    package var parameter2: UInt8
    /// The command data; its length is Nc, 0…65535.
    package var data: [UInt8]
    /// Ne, the most bytes of data that may come back, 1…65536; nil where none are expected.
    package var expectedLength: Int?

    package init(
        instructionClass: UInt8 = 0x00, instruction: UInt8, parameter1: UInt8, parameter2: UInt8, data: [UInt8] = [],
        expectedLength: Int? = nil
    ) {
        self.instructionClass = instructionClass
        self.instruction = instruction
        self.parameter1 = parameter1
        self.parameter2 = parameter2
        self.data = data
        self.expectedLength = expectedLength
    }

    /// Whether one short command can hold it: Nc ≤ 255 and Ne ≤ 256.
    package var fitsShort: Bool { data.count <= 255 && (expectedLength ?? 0) <= 256 }

    /// The bytes of the short form, or, where that is too small, of the extended form.
    package var encoded: [UInt8] { encode(extended: !fitsShort) }

    /// The bytes of one form. A short form cuts an expected length above 256 to 256; the caller fetches the rest.
    package func encode(extended: Bool) -> [UInt8] {
        var bytes = [instructionClass, instruction, parameter1, parameter2]
        bytes.reserveCapacity(data.count + 9)
        if extended {
            if !data.isEmpty || expectedLength != nil { bytes.append(0) }
            if !data.isEmpty {
                bytes += [UInt8(truncatingIfNeeded: data.count >> 8), UInt8(truncatingIfNeeded: data.count)] + data
            }
            if let length = expectedLength {
                let clamped = min(max(length, 1), 65536)
                bytes += [UInt8(truncatingIfNeeded: clamped >> 8), UInt8(truncatingIfNeeded: clamped)]
            }
        } else {
            if !data.isEmpty { bytes += [UInt8(truncatingIfNeeded: data.count)] + data }
            if let length = expectedLength { bytes.append(UInt8(truncatingIfNeeded: min(max(length, 1), 256))) }
        }
        return bytes
    }

    /// Reads a command from its bytes, short or extended; nil where they are none. The simulated card's side.
    package init?(decoding bytes: [UInt8]) {
        guard bytes.count >= 4 else { return nil }
        self.init(instructionClass: bytes[0], instruction: bytes[1], parameter1: bytes[2], parameter2: bytes[3])
        let body = bytes.dropFirst(4)
        guard let first = body.first else { return }
        if body.count == 1 {
            expectedLength = first == 0 ? 256 : Int(first)
        } else if first != 0 {
            let length = Int(first)
            guard body.count == 1 + length || body.count == 2 + length else { return nil }
            data = Array(body.dropFirst().prefix(length))
            if body.count == 2 + length {
                expectedLength = bytes[bytes.count - 1] == 0 ? 256 : Int(bytes[bytes.count - 1])
            }
        } else {
            guard body.count >= 3 else { return nil }
            let value = Int(bytes[5]) << 8 | Int(bytes[6])
            if body.count == 3 {
                expectedLength = value == 0 ? 65536 : value
                return
            }
            guard value > 0, body.count == 3 + value || body.count == 5 + value else { return nil }
            data = Array(body.dropFirst(3).prefix(value))
            if body.count == 5 + value {
                let length = Int(bytes[bytes.count - 2]) << 8 | Int(bytes[bytes.count - 1])
                expectedLength = length == 0 ? 65536 : length
            }
        }
    }
}

extension CommandAPDU: CustomStringConvertible, CustomDebugStringConvertible {
    /// The header and the lengths; never the data.
    package var description: String {
        let header = [instructionClass, instruction, parameter1, parameter2]
            .map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined(separator: " ")
        return "\(header), \(data.count) bytes" + (expectedLength.map { ", expects \($0)" } ?? "")
    }

    package var debugDescription: String { description }
}
