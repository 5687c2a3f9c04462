import Foundation
import Store
import SubmissionAPI
import SubmissionClient

/// Fetches the device's messages: stored first, deleted from the mailbox then. They are ciphertext here.
struct MailboxCollection: Sendable {
    let outbox: Outbox
    let client: SubmissionClient
    let time: @Sendable () -> StoreTime

    /// So many messages may wait for the terminal; whatever fills the mailbox does not fill the disk.
    static let bound = 500

    /// Fetches a page.
    /// - Returns: What came of it, and how many messages were stored.
    func fetch() async -> (report: Report, count: Int) {
        var count = 0
        do throws(StoreError) {
            guard try outbox.messageCount() < Self.bound else { return (.done, 0) }
            let outcome = await client.messages(after: 0)
            if let failure = outcome.failure { return (failure, 0) }
            guard let page = outcome.answer else { return (.notOffered, 0) }
            for message in page.messages {
                try outbox.store(message: message.id.description, sealed: Data(message.sealed.utf8), at: time())
                count += 1
                // One that could not be deleted comes again, and is stored once.
                if let failure = await client.delete(message: message.id).failure { return (failure, count) }
            }
            return (page.messages.isEmpty ? .done : .more, count)
        } catch {
            return (Report(error), count)
        }
    }
}
