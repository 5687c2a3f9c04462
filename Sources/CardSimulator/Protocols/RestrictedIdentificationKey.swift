package import EID
import Secrets

/// A card's own key for restricted identification.
///
/// It belongs to a person who does not exist and is derived from the persona's name, so that a block list made on one
/// day still fits on the next: nothing about it is secret.
///
/// Source: BSI TR-03110-2, 3.6; BSI TR-03110-3, A.5.
package final class RestrictedIdentificationKey: Sendable {
    package static let protocolID = OID.riECDH(.sha256)
    /// The key that every authenticated terminal may have used, for revocation, and the one for pseudonyms.
    package static let revocationKeyID = 1
    package static let pseudonymKeyID = 2

    let authorizedOnly: Bool
    private let key: ECPrivateKey

    package init(persona: String, keyID: Int, curve: EllipticCurve) throws(EIDError) {
        authorizedOnly = keyID != RestrictedIdentificationKey.revocationKeyID
        var digest = try HashFunction.sha512.digest(Array("restricted identification \(keyID) \(persona)".utf8))
        digest = Array(digest.prefix(curve.orderSize))
        // Below the order of every curve: the highest bit cleared, and not zero.
        digest[0] = digest[0] & 0x7F
        key = try ECPrivateKey(curve: curve, scalar: SecretBytes(copying: digest))
    }

    package var publicKey: ECPublicKey { key.publicKey }

    /// The identifier of this card in a sector: the hash of the x-coordinate that key and sector key agree on.
    package func sectorIdentifier(for sector: ECPublicKey) throws(EIDError) -> [UInt8] {
        let secret = try key.sharedSecret(with: sector)
        let coordinate = secret.withUnsafeBytes { Array($0) }
        return try HashFunction.sha256.digest(coordinate)
    }
}
