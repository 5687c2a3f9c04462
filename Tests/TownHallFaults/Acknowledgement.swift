package import SubmissionAPI

/// What the storage has said that it keeps.
package enum Acknowledgement: Hashable, Sendable, CustomStringConvertible {
    case announced(ResourceID)
    /// With the byte that makes up its hash.
    case attachment(ResourceID, of: ResourceID, UInt8)
    case submitted(ResourceID, UInt8)
    case accepted(ResourceID)

    /// A line.
    package var description: String {
        switch self {
        case .announced(let id): "announced \(id)"
        case .attachment(let attachment, let id, let hash): "attachment \(attachment) \(id) \(hash)"
        case .submitted(let id, let hash): "submitted \(id) \(hash)"
        case .accepted(let id): "accepted \(id)"
        }
    }

    /// Reads a line; nothing where it is not whole.
    package init?(line: Substring) {
        let words = line.split(separator: " ").map(String.init)
        switch (words.first, words.count) {
        case ("announced", 2): guard let id = ResourceID(words[1]) else { return nil }; self = .announced(id)
        case ("accepted", 2): guard let id = ResourceID(words[1]) else { return nil }; self = .accepted(id)
        case ("submitted", 3):
            guard let id = ResourceID(words[1]), let hash = UInt8(words[2]) else { return nil }
            self = .submitted(id, hash)
        case ("attachment", 4):
            guard let attachment = ResourceID(words[1]), let id = ResourceID(words[2]), let hash = UInt8(words[3])
            else { return nil }
            self = .attachment(attachment, of: id, hash)
        default: return nil
        }
    }
}
