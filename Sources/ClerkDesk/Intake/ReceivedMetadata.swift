internal import Foundation

/// What a sender told about a case, of whichever version of the schema: what the desk needs of it, checked for sanity.
///
/// Source: FIT-Connect metadata schemas 1.0.0 to 2.1.0, which agree in these members.
struct ReceivedMetadata: Decodable, Hashable, Sendable {
    struct Hash: Decodable, Hashable, Sendable {
        let type: String
        let content: String

        var isSound: Bool {
            type == "sha512" && content.utf8.count == 128
                && content.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
        }
    }

    struct Schema: Decodable, Hashable, Sendable {
        let schemaUri: String
        let mimeType: String
    }

    struct Data: Decodable, Hashable, Sendable {
        let hash: Hash
        let submissionSchema: Schema
    }

    struct Attachment: Decodable, Hashable, Sendable {
        let attachmentId: String
        let purpose: String
        let mimeType: String
        let hash: Hash
        let filename: String?
    }

    struct Contents: Decodable, Hashable, Sendable {
        let data: Data
        let attachments: [Attachment]?
    }

    struct Reference: Decodable, Hashable, Sendable {
        let senderReference: String?
        let applicationDate: String?
    }

    let contentStructure: Contents
    let additionalReferenceInfo: Reference?

    var attachments: [Attachment] { contentStructure.attachments ?? [] }

    /// What the sender calls the case; nothing where it says nothing.
    var reference: String? {
        additionalReferenceInfo?.senderReference.flatMap { $0.isEmpty || $0.utf8.count > 256 ? nil : $0 }
    }

    /// Whether the members are what the schema says.
    var isSound: Bool {
        contentStructure.data.hash.isSound && attachments.allSatisfy { $0.hash.isSound }
            && attachments.allSatisfy { Foundation.UUID(uuidString: $0.attachmentId) != nil }
            && Set(attachments.map { $0.attachmentId.lowercased() }).count == attachments.count
            && Foundation.URL(string: contentStructure.data.submissionSchema.schemaUri) != nil
            && contentStructure.data.submissionSchema.schemaUri.utf8.count <= 2048
    }

    /// The hashes of everything, in an order that does not depend on the sender's.
    var hashes: [String] { [contentStructure.data.hash.content] + attachments.map(\.hash.content).sorted() }
}
