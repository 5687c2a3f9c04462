package import Foundation
package import Sealing
package import SubmissionAPI

/// A submission as it is kept, without its contents.
package struct SubmissionRecord: Hashable, Sendable {
    /// `announced → submitted → accepted | rejected`.
    package enum State: String, Hashable, Sendable { case announced, submitted, accepted, rejected }

    package let id: ResourceID
    package let `case`: ResourceID
    package let destination: ResourceID
    /// Who sends it.
    package let client: ResourceID
    package let service: PublicService
    /// Attachments that were announced; nothing else is taken.
    package let attachments: [ResourceID]
    package var state: State
    /// Seconds since 1970.
    package let announcedAt: Int64
    /// Seconds since 1970, once it was sent.
    package var submittedAt: Int64?

    /// Describes a submission that is announced.
    package init(
        id: ResourceID = ResourceID(), case: ResourceID = ResourceID(), destination: ResourceID, client: ResourceID,
        service: PublicService, attachments: [ResourceID], announcedAt: Int64, state: State = .announced,
        submittedAt: Int64? = nil
    ) {
        self.id = id
        self.case = `case`
        self.destination = destination
        self.client = client
        self.service = service
        self.attachments = attachments
        self.state = state
        self.announcedAt = announcedAt
        self.submittedAt = submittedAt
    }
}

/// What is kept of a ciphertext, also when it is gone.
package struct CiphertextRecord: Hashable, Sendable {
    /// Bytes, as it travels.
    package let length: Int
    /// SHA-256 of it as it travels.
    package let hash: Data
    /// The last segment of the JWE.
    package let tag: String

    /// Describes a ciphertext.
    package init(length: Int, hash: Data, tag: String) {
        self.length = length
        self.hash = hash
        self.tag = tag
    }
}

/// A submission's two parts, with what is kept of them.
package struct ContentRecord: Hashable, Sendable, CustomStringConvertible {
    package let content: SubmissionContent
    /// SHA-256 of both parts.
    package let hash: Data
    package let metadataTag: String
    package let dataTag: String

    /// Describes the parts.
    package init(content: SubmissionContent, hash: Data, metadataTag: String, dataTag: String) {
        self.content = content
        self.hash = hash
        self.metadataTag = metadataTag
        self.dataTag = dataTag
    }

    /// Says nothing of the parts.
    package var description: String { "ContentRecord(redacted)" }
}

/// An event of a case: a token, or what will be signed when somebody asks for it.
package struct EventRecord: Hashable, Sendable {
    /// From 0, in the order in which they happened.
    package let place: Int
    /// The token's `jti`.
    package let id: ResourceID
    package let kind: SecurityEventToken.Event
    /// Seconds since 1970.
    package let at: Int64
    /// JWS compact; nothing before it was first asked for.
    package var token: String?

    /// Describes an event.
    package init(place: Int, id: ResourceID, kind: SecurityEventToken.Event, at: Int64, token: String?) {
        self.place = place
        self.id = id
        self.kind = kind
        self.at = at
        self.token = token
    }
}
