package import Foundation

/// A device's public key as the town hall's root signed it at enrolment: desks seal only to such keys, so that a
/// delivery service that was taken over cannot have itself answered instead.
package struct DeviceCertificate: Hashable, Sendable {
    /// What was certified.
    package struct Certified: Hashable, Sendable {
        /// The name under which it was enrolled.
        package let name: String
        /// Its key for messages.
        package let key: JSONWebKey
    }

    private struct Claims: Codable {
        let sub: String
        let iat: Int64
        let jwk: JSONWebKey
    }

    /// JWS compact.
    package let compact: String

    /// Takes a certificate. Nothing of it is believed yet.
    package init(_ compact: String) { self.compact = compact }

    /// Certifies a device's key.
    /// - Throws: `malformed` for a key that is not fit for wrapping.
    package init(
        name: String, key: JSONWebKey, issuedAt: Date, with root: borrowing SigningKey
    ) throws(SealingError) {
        guard key.fault(for: .wrapping) == nil else { throw .malformed("device key") }
        compact = try SignedToken.sign(
            Claims(sub: "device:" + name, iat: Int64(issuedAt.timeIntervalSince1970), jwk: key), kind: .deviceKey,
            with: root)
    }

    /// Follows the signature to the root.
    /// - Throws: `TokenRefusal`.
    package func verified(by root: SigningRoot) throws(TokenRefusal) -> Certified {
        let claims = try SignedToken(compact).claims(Claims.self, kind: .deviceKey, signedBy: [root.key])
        guard claims.sub.hasPrefix("device:") else { throw .malformed }
        if let fault = claims.jwk.fault(for: .wrapping) { throw .unusableKey(fault) }
        return Certified(name: String(claims.sub.dropFirst(7)), key: claims.jwk)
    }
}
