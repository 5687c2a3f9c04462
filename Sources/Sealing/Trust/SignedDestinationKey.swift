package import Foundation

/// A destination's keys as the town hall signed them: the key that cases are sealed to, and those that its receipts
/// are verified with. Untrusted until `verified(by:for:training:at:)` has said otherwise, which is asked at every use.
package struct SignedDestinationKey: Hashable, Sendable {
    /// What the root signs.
    package struct Claims: Codable, Hashable, Sendable {
        let sub: String
        let iat: Int64
        let nbf: Int64
        let exp: Int64
        let training: Bool
        let jwk: JSONWebKey
        let verificationKeys: [JSONWebKey]

        /// States the keys of a destination and how long they are valid.
        package init(
            destination: UUID, key: JSONWebKey, verificationKeys: [JSONWebKey], notBefore: Date, notAfter: Date,
            issuedAt: Date, training: Bool = false
        ) {
            sub = "destination:" + destination.uuidString.lowercased()
            iat = Int64(issuedAt.timeIntervalSince1970)
            nbf = Int64(notBefore.timeIntervalSince1970)
            exp = Int64(notAfter.timeIntervalSince1970)
            self.training = training
            jwk = key
            self.verificationKeys = verificationKeys
        }
    }

    /// Whether the keys may be used, now, for this.
    package enum Verification: Hashable, Sendable {
        case trusted(TrustedDestinationKey)
        case refused(TokenRefusal)
    }

    /// The token as it travels.
    package let compact: String

    /// Takes a token. Nothing of it is believed yet.
    package init(_ compact: String) { self.compact = compact }

    /// Signs keys, at the town hall.
    /// - Throws: `SealingError` where the library refuses.
    package init(signing claims: Claims, with root: borrowing SigningKey) throws(SealingError) {
        compact = try SignedToken.sign(claims, kind: .destinationKey, with: root)
    }

    /// Follows the signature to the pinned root, and looks at destination, time and fitness.
    /// - Parameters:
    ///   - root: The pinned root.
    ///   - destination: Where the case goes.
    ///   - training: Whether it is a training case.
    ///   - now: The best knowledge of the time: see `architecture.md`, clocks.
    /// - Returns: The keys, or the reason.
    package func verified(
        by root: SigningRoot, for destination: UUID, training: Bool, at now: Date
    ) -> Verification {
        do throws(TokenRefusal) {
            let claims = try SignedToken(compact).claims(Claims.self, kind: .destinationKey, signedBy: [root.key])
            guard claims.sub == "destination:" + destination.uuidString.lowercased() else {
                return .refused(.wrongDestination)
            }
            guard claims.training == training else { return .refused(.wrongTraining) }
            let (start, end) = (
                Date(timeIntervalSince1970: TimeInterval(claims.nbf)),
                Date(timeIntervalSince1970: TimeInterval(claims.exp))
            )
            guard now >= start else { return .refused(.notYetValid(start)) }
            guard now < end else { return .refused(.expired(end)) }
            if let fault = claims.jwk.fault(for: .wrapping) { return .refused(.unusableKey(fault)) }
            for key in claims.verificationKeys {
                if let fault = key.fault(for: .verifying) { return .refused(.unusableKey(fault)) }
            }
            return .trusted(
                TrustedDestinationKey(
                    destination: destination, key: claims.jwk, verificationKeys: claims.verificationKeys,
                    issuedAt: Date(timeIntervalSince1970: TimeInterval(claims.iat)), notAfter: end))
        } catch {
            return .refused(error)
        }
    }

    /// Whether the signature leads to the root, at whatever time.
    package func leads(to root: SigningRoot) -> Bool { issuerKeys(by: root) != nil }

    /// The destination and the keys that its receipts and messages are verified with, at whatever time; nothing where
    /// the signature does not lead to the root.
    func issuerKeys(by root: SigningRoot) -> (destination: UUID, keys: [JSONWebKey])? {
        guard let token = try? SignedToken(compact),
            let claims = try? token.claims(Claims.self, kind: .destinationKey, signedBy: [root.key]),
            claims.sub.hasPrefix("destination:"), let destination = UUID(uuidString: String(claims.sub.dropFirst(12)))
        else { return nil }
        return (destination, claims.verificationKeys.filter { $0.fault(for: .verifying) == nil })
    }
}

/// Keys of a destination that led to the pinned root when they were asked about. To be used at once, never kept.
package struct TrustedDestinationKey: Hashable, Sendable {
    package let destination: UUID
    /// What to seal to.
    package let key: JSONWebKey
    /// What the destination's receipts are verified with.
    package let verificationKeys: [JSONWebKey]
    /// When the root signed it: of several the newest is sealed to.
    package let issuedAt: Date
    /// When it stops being valid: near that day, staff are told.
    package let notAfter: Date

    fileprivate init(
        destination: UUID, key: JSONWebKey, verificationKeys: [JSONWebKey], issuedAt: Date, notAfter: Date
    ) {
        self.destination = destination
        self.key = key
        self.verificationKeys = verificationKeys
        self.issuedAt = issuedAt
        self.notAfter = notAfter
    }
}
