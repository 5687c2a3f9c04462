package import Foundation

/// The name of a destination, submission, case, attachment or message: a UUID, in lower case wherever it travels, for
/// clients compare it as text.
/// Source: RFC 9562, 4.
package struct ResourceID: Hashable, Sendable, Codable, CustomStringConvertible {
    package let uuid: UUID

    /// Takes a UUID; a new one where none is given.
    package init(_ uuid: UUID = UUID()) { self.uuid = uuid }

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
