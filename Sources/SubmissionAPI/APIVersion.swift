/// The versions of the submission interface: the terminal speaks the second, independent clients still the first.
package enum APIVersion: String, Hashable, Sendable, CaseIterable {
    case v1
    case v2
}
