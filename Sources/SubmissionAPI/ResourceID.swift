package import Foundation

/// The name of a destination, submission, case, attachment or message: a UUID, in lower case wherever it travels, for
/// clients compare it as text.
/// Source: RFC 9562, 4.
package struct ResourceID: Hashable, Sendable, Codable, CustomStringConvertible {
    package let uuid: UUID

    /// Takes a UUID.
    package init(_ uuid: UUID) { self.uuid = uuid }

    /// A new one, version 4, from the system's random numbers; Foundation opens a file for each.
    package init() {
        var random = SystemRandomNumberGenerator()
        var bytes = (random.next() as UInt64, random.next() as UInt64)
        uuid = withUnsafeMutableBytes(of: &bytes) { bytes in
            bytes[6] = bytes[6] & 0x0F | 0x40
            bytes[8] = bytes[8] & 0x3F | 0x80
            return UUID(uuid: bytes.loadUnaligned(as: uuid_t.self))
        }
    }

    /// Reads a UUID, in whichever case; nothing where it is none.
    package init?(_ text: some StringProtocol) {
        guard let uuid = UUID(uuidString: String(text)) else { return nil }
        self.uuid = uuid
    }

    /// Reads a UUID.
    /// - Throws: `DecodingError` where it is none.
    package init(from decoder: any Decoder) throws {
        uuid = try decoder.singleValueContainer().decode(UUID.self)
    }

    /// Writes it in lower case.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    /// 36 characters.
    package var description: String { uuid.uuidString.lowercased() }
}
