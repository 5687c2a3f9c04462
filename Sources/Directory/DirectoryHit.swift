/// A service that a search has found.
package struct DirectoryHit: Hashable, Sendable {
    package let id: String
    package let key: String?
    package let title: String
}
