/// A page of a case's events, oldest first: each a signed token, see `SecurityEventToken`.
package struct EventPage: Codable, Hashable, Sendable {
    /// The most events of a page.
    package static let bound = 500

    package let offset: Int
    package let count: Int
    package let totalCount: Int
    /// JWS compact.
    package let eventLog: [String]

    /// Describes a page.
    package init(offset: Int, totalCount: Int, eventLog: [String]) {
        self.offset = offset
        count = eventLog.count
        self.totalCount = totalCount
        self.eventLog = eventLog
    }
}
