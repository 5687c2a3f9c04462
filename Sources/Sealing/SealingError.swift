/// Why something could not be sealed or opened. Nothing of the data stands in it.
package enum SealingError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Wrong key, wrong place, or a bit is not as it was: authenticated decryption failed.
    case notAuthentic
    /// The bytes do not have the form that the name says.
    case malformed(String)
    /// More than the bound, in bytes.
    case tooLarge(bound: Int)
    /// An algorithm, a parameter or a header that this system does not take.
    case unsupported(String)
    /// A chunk of an attachment that is missing, out of order, or behind the last.
    case outOfOrder
    /// The library or the kernel refused.
    case unavailable(String)

    /// A sentence without data.
    package var description: String {
        switch self {
        case .notAuthentic: "It does not open: the key is another, or it was changed."
        case .malformed(let what): "This is not a sound \(what)."
        case .tooLarge(let bound): "It is larger than \(bound) bytes."
        case .unsupported(let what): "\(what) is not supported."
        case .outOfOrder: "A part of the attachment is missing or out of order."
        case .unavailable(let what): "\(what) is not available."
        }
    }
}
