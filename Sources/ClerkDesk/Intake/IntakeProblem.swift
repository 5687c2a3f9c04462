package import Sealing

/// Why a submission is rejected. Nothing of a citizen stands in it: the delivery service and the messenger read it.
package enum IntakeProblem: Hashable, Sendable {
    /// What a problem is about.
    package enum Part: Hashable, Sendable, CustomStringConvertible {
        case metadata, data
        /// By its id.
        case attachment(String)

        /// As FIT-Connect names it in `instance`.
        package var description: String {
            switch self {
            case .metadata: "metadata"
            case .data: "data"
            case .attachment(let id): "attachment:" + id
            }
        }
    }

    /// It names a key that was never this office's, or does not open with the key that it names.
    case encryption(Part)
    /// It is not what it should be, or too large, or a compressed bomb.
    case syntax(Part)
    /// Its hash is not the one that the metadata tell.
    case hash(Part)
    /// Metadata and submission name different attachments.
    case attachments
    /// The data do not follow their schema, at a place of the schema.
    case schema(String)
    /// There is a case of this reference with other contents.
    case otherContent

    /// As it stands in the reject token.
    package var problem: SecurityEventToken.Problem {
        let (type, title, detail, instance) = words
        return .init(
            type: "https://schema.fitko.de/fit-connect/events/problems/" + type, title: title, detail: detail,
            instance: instance.description)
    }

    private var words: (type: String, title: String, detail: String, instance: Part) {
        switch self {
        case .encryption(let part):
            (
                "encryption-issue", "It does not open",
                "The \(part.word) cannot be opened with the key of this office.", part
            )
        case .syntax(let part):
            (
                "syntax-violation", "It cannot be read", "The \(part.word) cannot be read, or are larger than allowed.",
                part
            )
        case .hash(let part):
            (
                "hash-mismatch", "The hash is another", "The hash of the \(part.word) is not the one in the metadata.",
                part
            )
        case .attachments:
            (
                "attachments-mismatch", "The attachments are others",
                "The metadata and the submission name different attachments.", .metadata
            )
        case .schema(let place):
            (
                "schema-violation", "The schema is not followed",
                "The data do not follow their schema" + (place.isEmpty ? "." : " at \(place)."), .data
            )
        case .otherContent:
            (
                "reference-conflict", "The reference is taken",
                "There is a case of this reference with other contents already.", .metadata
            )
        }
    }
}

extension IntakeProblem.Part {
    fileprivate var word: String {
        switch self {
        case .metadata: "metadata"
        case .data: "data"
        case .attachment: "attachment"
        }
    }
}
