/// What is told of a case in a list: sealed, because a foreign sender's reference may be anything, also a name.
package struct CaseHead: Codable, Hashable, Sendable, CustomStringConvertible {
    /// Something that clerks should know.
    package enum Note: String, Codable, Hashable, Sendable {
        /// No catalogue here has the schema: the data were not held against it.
        case unknownSchema = "unknown_schema"
        /// The sender gave no reference: the case is known by the delivery service's name.
        case withoutReference = "without_reference"
    }

    /// An attachment as the metadata tell of it.
    package struct Attachment: Codable, Hashable, Sendable {
        package let id: String
        /// `form` is the filled form as a document.
        package let purpose: String
        package let mimeType: String
        /// As the sender named it: not to be trusted as a path.
        package let filename: String?

        init(_ described: ReceivedMetadata.Attachment) {
            id = described.attachmentId.lowercased()
            purpose = described.purpose
            mimeType = described.mimeType
            filename = described.filename
        }
    }

    /// The reference that the citizen was given.
    package let reference: String
    package let schemaURI: String
    /// `YYYY-MM-DD`.
    package let applicationDate: String?
    package let attachments: [Attachment]
    package let notes: [Note]

    /// Says nothing of the case.
    package var description: String { "CaseHead(redacted)" }
}
