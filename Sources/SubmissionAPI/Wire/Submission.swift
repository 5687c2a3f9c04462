/// The body of `PUT submissions/{id}`: the case itself, both parts JWE compact.
package struct SubmissionContent: Codable, Hashable, Sendable, CustomStringConvertible {
    package let encryptedMetadata: String
    package let encryptedData: String

    /// Puts the parts together.
    package init(encryptedMetadata: String, encryptedData: String) {
        self.encryptedMetadata = encryptedMetadata
        self.encryptedData = encryptedData
    }

    /// Says nothing of the parts.
    package var description: String { "SubmissionContent(redacted)" }
}

/// A submission as the subscriber lists it.
package struct SubmissionEntry: Codable, Hashable, Sendable {
    package let destinationId: ResourceID
    package let submissionId: ResourceID
    package let caseId: ResourceID
    /// When it was sent, RFC 3339, UTC.
    package let submittedAt: String?

    /// Names a submission that waits.
    package init(destinationId: ResourceID, submissionId: ResourceID, caseId: ResourceID, submittedAt: String? = nil) {
        self.destinationId = destinationId
        self.submissionId = submissionId
        self.caseId = caseId
        self.submittedAt = submittedAt
    }
}

/// A page of submissions that wait for their subscriber, oldest first.
package struct SubmissionPage: Codable, Hashable, Sendable {
    /// The most entries of a page.
    package static let bound = 500

    package let offset: Int
    package let count: Int
    package let totalCount: Int
    package let submissions: [SubmissionEntry]

    /// Describes a page.
    package init(offset: Int, totalCount: Int, submissions: [SubmissionEntry]) {
        self.offset = offset
        count = submissions.count
        self.totalCount = totalCount
        self.submissions = submissions
    }
}

/// A submission as the subscriber fetches it.
package struct Submission: Codable, Hashable, Sendable, CustomStringConvertible {
    package let submissionId: ResourceID
    package let caseId: ResourceID
    package let destinationId: ResourceID
    /// Version 2.
    package let publicService: PublicService?
    /// Version 1.
    package let serviceType: PublicService?
    package let attachments: [ResourceID]
    package let encryptedMetadata: String
    package let encryptedData: String

    /// Describes a submission in a version's words.
    package init(
        _ version: APIVersion, submissionId: ResourceID, caseId: ResourceID, destinationId: ResourceID,
        service: PublicService,
        attachments: [ResourceID], encryptedMetadata: String, encryptedData: String
    ) {
        self.submissionId = submissionId
        self.caseId = caseId
        self.destinationId = destinationId
        publicService = version == .v2 ? service : nil
        serviceType = version == .v1 ? service : nil
        self.attachments = attachments
        self.encryptedMetadata = encryptedMetadata
        self.encryptedData = encryptedData
    }

    /// Says nothing of the parts.
    package var description: String { "Submission(\(attachments.count) attachments, redacted)" }
}
