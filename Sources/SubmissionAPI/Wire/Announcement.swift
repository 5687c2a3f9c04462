/// The body of `POST submissions`: what is going to be sent.
package struct Announcement: Codable, Hashable, Sendable {
    /// How many attachments a submission may have.
    package static let attachmentBound = 100

    package let destinationId: ResourceID
    package let announcedAttachments: [ResourceID]
    /// Version 2.
    package let publicService: PublicService?
    /// Version 1.
    package let serviceType: PublicService?

    /// Announces a submission in version 2.
    package init(destinationId: ResourceID, announcedAttachments: [ResourceID], publicService: PublicService) {
        self.destinationId = destinationId
        self.announcedAttachments = announcedAttachments
        self.publicService = publicService
        serviceType = nil
    }

    /// The service, in whichever version it was said.
    package var service: PublicService? { publicService ?? serviceType }
}

/// The answer, 201: the town hall's names for it.
package struct Announced: Codable, Hashable, Sendable {
    package let submissionId: ResourceID
    package let caseId: ResourceID

    /// Names a submission and its case.
    package init(submissionId: ResourceID, caseId: ResourceID) {
        self.submissionId = submissionId
        self.caseId = caseId
    }
}
