package import Foundation

/// A finished case that only the town hall can open: what lies in the outbox and travels.
package struct SealedCase: Hashable, Sendable, CustomStringConvertible {
    /// The destination whose key it is sealed to.
    package let destination: UUID

    /// The key it is sealed to, by its `kid`.
    package let keyID: String

    /// `urn:de:fim:leika:leistung:<14 digits>`.
    package let serviceIdentifier: String

    /// JWE compact: what is told about the case, see `CaseMetadata`.
    package let encryptedMetadata: Data

    /// JWE compact: the answers.
    package let encryptedData: Data

    /// In the order of the metadata.
    package let attachments: [SealedAttachment]

    /// Puts together what was sealed, or read back from the outbox.
    package init(
        destination: UUID, keyID: String, serviceIdentifier: String, encryptedMetadata: Data, encryptedData: Data,
        attachments: [SealedAttachment]
    ) {
        self.destination = destination
        self.keyID = keyID
        self.serviceIdentifier = serviceIdentifier
        self.encryptedMetadata = encryptedMetadata
        self.encryptedData = encryptedData
        self.attachments = attachments
    }

    /// What the town hall's accept token must repeat.
    package var authenticationTags: AuthenticationTags {
        AuthenticationTags(
            metadata: AuthenticationTags.tag(of: encryptedMetadata), data: AuthenticationTags.tag(of: encryptedData),
            attachments: Dictionary(
                attachments.map { ($0.id.uuidString.lowercased(), $0.authenticationTag) }, uniquingKeysWith: { $1 }))
    }

    /// Says nothing of the contents.
    package var description: String { "SealedCase(\(attachments.count) attachments, redacted)" }
}

/// One attachment of a sealed case.
package struct SealedAttachment: Hashable, Sendable {
    package let id: UUID

    /// JWE compact.
    package let content: Data

    /// Takes what was sealed.
    package init(id: UUID, content: Data) {
        self.id = id
        self.content = content
    }

    /// The last segment of the JWE.
    package var authenticationTag: String { AuthenticationTags.tag(of: content) }
}

/// The last JWE segments of all parts of a case: which ciphertext it was, without saying what was in it.
package struct AuthenticationTags: Codable, Hashable, Sendable {
    package let metadata: String
    package let data: String
    /// By attachment id, in lower case.
    package let attachments: [String: String]

    /// Collects tags.
    package init(metadata: String, data: String, attachments: [String: String] = [:]) {
        self.metadata = metadata
        self.data = data
        self.attachments = attachments
    }

    /// What stands behind the last dot, at most 64 characters; nothing where there is none.
    package static func tag(of compact: Data) -> String {
        guard let dot = compact.suffix(65).lastIndex(of: UInt8(ascii: ".")) else { return "" }
        return String(decoding: compact[compact.index(after: dot)...], as: UTF8.self)
    }
}
