package import Foundation

/// Why a token is not believed.
package enum TokenRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    case malformed
    case wrongAlgorithm
    /// Another kind of token, or another event than was waited for.
    case wrongKind
    /// No key is known under that name.
    case unknownKey
    case badSignature
    /// Signed by one whose word does not count here.
    case wrongIssuer
    /// About another submission or case.
    case wrongSubject
    /// About other ciphertexts than were sent.
    case otherTags
    /// Issued later than it is now.
    case issuedInFuture
    /// Not valid before a time.
    case notYetValid(Date)
    /// Valid until a time.
    case expired(Date)
    /// About another destination.
    case wrongDestination
    /// For another device.
    case wrongDevice
    /// A training destination for a real case, or the other way round.
    case wrongTraining
    /// The key in it will not do, with the reason.
    case unusableKey(String)

    /// A sentence for staff and logs.
    package var description: String {
        switch self {
        case .malformed: "The token is not well-formed."
        case .wrongAlgorithm: "The token is not signed with PS512."
        case .wrongKind: "The token is of another kind."
        case .unknownKey: "The token names a key that is not known here."
        case .badSignature: "The token's signature is not valid."
        case .wrongIssuer: "The token was issued by somebody else."
        case .wrongSubject: "The token is about another case."
        case .otherTags: "The token is about other contents than were sent."
        case .issuedInFuture: "The token was issued later than this device's clock shows. Check the clock."
        case .notYetValid(let date): "The key is not valid before \(Self.text(date))."
        case .expired(let date): "The key was valid until \(Self.text(date)). The town hall must send a new one."
        case .wrongDestination: "The key belongs to another destination."
        case .wrongDevice: "The message is for another device."
        case .wrongTraining: "The key is for training and the case is not, or the other way round."
        case .unusableKey(let reason): "The key cannot be used. \(reason)"
        }
    }

    private static func text(_ date: Date) -> String { date.formatted(.iso8601) }
}
