/// The messages of one device, oldest first.
package struct MailboxPage: Codable, Hashable, Sendable {
    /// The most messages of a page.
    package static let bound = 100

    /// One message.
    package struct Entry: Codable, Hashable, Sendable {
        package let id: ResourceID
        /// Its place; the next page begins `after` the last one's.
        package let sequence: Int64
        /// JWE compact, sealed to the device.
        package let sealed: String

        /// Describes a message.
        package init(id: ResourceID, sequence: Int64, sealed: String) {
            self.id = id
            self.sequence = sequence
            self.sealed = sealed
        }
    }

    package let messages: [Entry]

    /// Puts a page together.
    package init(messages: [Entry]) { self.messages = messages }
}
