package import Foundation
package import Sealing
package import SubmissionAPI

/// What became of something that was brought.
package enum Keeping: Hashable, Sendable {
    /// It is kept, durably.
    case kept
    /// The very same was kept before.
    case repeated
    /// Something else is kept under this name.
    case other
    /// The state does not allow it, or it was not announced.
    case refused
    /// Attachments that were announced are missing: so many.
    case incomplete(Int)
    /// There is no submission of this name.
    case unknown
}

/// What the service does with submissions. Every change is durable when the call returns.
package protocol DeliveryStorage: Sendable {
    /// Adds a submission, with the event of its creation.
    func announce(_ submission: SubmissionRecord) async throws(StorageError)
    /// The submission of a name.
    func submission(_ id: ResourceID) async throws(StorageError) -> SubmissionRecord?
    /// The submission of a case.
    func submission(case: ResourceID) async throws(StorageError) -> SubmissionRecord?

    /// Writes down a piece of an attachment that is on its way. It counts only once `put` names its upload.
    func stage(_ bytes: Data, at place: Int, of upload: UUID) async throws(StorageError)
    /// Throws away what was staged.
    func discard(upload: UUID) async throws(StorageError)
    /// Throws away what is staged for uploads that never ended. Only while nothing is being uploaded.
    func discardUploads() async throws(StorageError)
    /// Keeps an attachment.
    /// - Parameters:
    ///   - attachment: Its name.
    ///   - submission: What it belongs to.
    ///   - record: What is kept of it for ever.
    ///   - upload: Under which its pieces were staged.
    ///   - last: Its last piece, not staged, and its place.
    /// - Returns: `kept`, `repeated`, `other`, `refused` or `unknown`; what was staged is gone but for `kept`.
    /// - Throws: What the disk refuses.
    func put(
        attachment: ResourceID, of submission: ResourceID, _ record: CiphertextRecord, upload: UUID,
        last: (bytes: Data, place: Int)
    ) async throws(StorageError) -> Keeping
    /// What is kept of an attachment, and the upload whose pieces it consists of.
    func attachment(
        _ id: ResourceID, of submission: ResourceID
    ) async throws(StorageError) -> (record: CiphertextRecord, upload: UUID)?
    /// A piece of an upload; nothing behind the last.
    func piece(_ place: Int, of upload: UUID) async throws(StorageError) -> Data?

    /// Keeps the parts of a submission, whereby it is submitted, with the event of that.
    /// - Returns: Any but `refused`, and the submission as it is now.
    func submit(
        _ id: ResourceID, _ content: ContentRecord, at time: Int64
    ) async throws(StorageError) -> (Keeping, SubmissionRecord?)
    /// The parts; nothing before it was submitted and after it was concluded.
    func content(of submission: ResourceID) async throws(StorageError) -> SubmissionContent?
    /// The tags of all that was submitted, also when the contents are gone; nothing before.
    func tags(of submission: ResourceID) async throws(StorageError) -> AuthenticationTags?
    /// Submissions of destinations that wait for their subscriber, oldest first.
    func waiting(
        for destinations: Set<ResourceID>, offset: Int, limit: Int
    ) async throws(StorageError) -> (total: Int, page: [SubmissionRecord])

    /// Events of a submission, oldest first.
    func events(
        of submission: ResourceID, offset: Int, limit: Int
    ) async throws(StorageError) -> (total: Int, page: [EventRecord])
    /// Keeps tokens that were signed, by place. One that is there already stays.
    func keep(tokens: [Int: String], of submission: ResourceID) async throws(StorageError)
    /// Keeps the subscriber's event, whereby the submission is accepted or rejected and its contents are deleted.
    /// - Returns: `kept`; `repeated` where it was concluded in the same way; `other` where in the other; `refused` where it
    ///   was not submitted; `unknown`.
    func conclude(
        _ submission: ResourceID, _ event: SecurityEventToken, token: String
    ) async throws(StorageError) -> Keeping

    /// Deletes what was announced before a time and never sent.
    /// - Returns: How many.
    func expire(announcedBefore time: Int64) async throws(StorageError) -> Int
}

/// The mailboxes. Every change is durable when the call returns.
package protocol MailboxStorage: Sendable {
    /// Messages that wait for a device, oldest first: so many, or so many bytes, but one at least.
    func messages(
        for device: String, after sequence: Int64, limit: Int, bytes: Int
    ) async throws(StorageError) -> [MailboxPage.Entry]
    /// Puts a message into a mailbox. Its name stays taken when it is gone.
    /// - Returns: `kept`, `repeated`, `other`; `unknown` where no such device is enrolled.
    func put(message: ResourceID, sealed: Data, for device: String) async throws(StorageError) -> Keeping
    /// Deletes a message that the device has stored.
    func delete(message: ResourceID, of device: String) async throws(StorageError)
}

/// All that the service keeps: ciphertext, hashes, tags and names of things; nothing of a citizen in the clear.
package typealias TownHallStorage = AdministrationStorage & DeliveryStorage & MailboxStorage
