/// What is told of every error: `application/problem+json`.
/// Source: RFC 9457, 3.1.
package struct Problem: Codable, Hashable, Sendable, Error {
    /// The media type.
    package static let mediaType = "application/problem+json"

    /// What FIT-Connect's own clients look for in `type`.
    package static let prefix = "https://schema.fitko.de/fit-connect/submission-api/problems/"

    package let type: String
    package let title: String
    package let status: Int
    package let detail: String?
    package let instance: String?

    /// Describes a problem.
    /// - Parameters:
    ///   - name: What stands behind the prefix, such as `submission-not-found`.
    ///   - title: The same for all problems of this type.
    ///   - status: The HTTP status.
    ///   - detail: This one, in a sentence; nothing of a citizen.
    ///   - instance: Where it happened.
    package init(_ name: String, title: String, status: Int, detail: String? = nil, instance: String? = nil) {
        type = Self.prefix + name
        self.title = title
        self.status = status
        self.detail = detail
        self.instance = instance
    }
}
