package import Foundation

/// Whose word counts in messages and receipts: the pinned root, and the keys of destinations that led to it when this
/// value was made. Make it anew at every use.
package struct IssuerKeys: Sendable {
    private let root: SigningRoot
    private let destinations: [UUID: [VerificationKey]]

    /// Follows signed keys to the root; those that do not lead there are left out.
    ///
    /// A key whose time is over still tells what was signed while it lasted: the office stops sealing to it, not
    /// standing by its receipts.
    /// - Parameters:
    ///   - root: The pinned root.
    ///   - signed: As the town hall sent them.
    package init(root: SigningRoot, signed: [SignedDestinationKey]) async {
        self.root = root
        var destinations: [UUID: [VerificationKey]] = [:]
        for token in signed {
            guard let (destination, keys) = token.issuerKeys(by: root) else { continue }
            for jwk in keys {
                guard let key = try? await VerificationKey(jwk) else { continue }
                destinations[destination, default: []].append(key)
            }
        }
        self.destinations = destinations
    }

    /// The keys that a destination's receipts are verified with.
    package func keys(of destination: UUID) -> [VerificationKey] { destinations[destination] ?? [] }

    var all: [VerificationKey] { [root.key] + destinations.values.joined() }

    /// Whether the one who signed may say this. A name may stand for one key only among those of its issuer.
    func mayIssue(_ kind: MailboxMessage.Kind, _ issuer: MailboxMessage.Issuer, signedBy kid: String) -> Bool {
        switch issuer {
        case .root: kid == root.jwk.kid
        case .destination(let id): kind.isOfOffices && keys(of: id).contains { $0.jwk.kid == kid }
        }
    }
}
