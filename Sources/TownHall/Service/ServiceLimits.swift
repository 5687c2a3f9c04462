package import NIOCore
import SubmissionAPI

/// How much is taken, and how long is waited.
package struct ServiceLimits: Sendable {
    /// Bytes of an attachment before it was encrypted: 20 MB.
    package var attachment = 20_000_000
    /// Bytes of a submission's data and metadata, encrypted, as JSON.
    package var content = 8 << 20
    /// Bytes of any other JSON, and of a token.
    package var document = 65_536 * 2
    /// Bytes of a sealed message; a message's content travels in base64 three times over.
    package var message = 12 << 20
    /// Connections at once; the next ones wait.
    package var connections = 12_000
    /// Until a connection without a request is closed.
    package var idle: TimeAmount = .seconds(60)
    /// Until a request's headers must be there.
    package var head: TimeAmount = .seconds(20)
    /// Until a request's body must be there, beside what its bytes take.
    package var body: TimeAmount = .seconds(60)
    /// Bytes a second below which a sender is cut off.
    package var slowest = 1_000

    /// The usual ones.
    package init() {}

    /// Bytes of an attachment as it travels: header, wrapped key, nonce, ciphertext and tag in base64.
    var sealedAttachment: Int { (attachment + 2) / 3 * 4 + 16_384 }

    /// Bytes of an announcement: a hundred names, with room to spare.
    static let announcementBound = Announcement.attachmentBound * 64 + 16_384
}
