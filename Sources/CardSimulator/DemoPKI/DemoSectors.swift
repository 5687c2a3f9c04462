import EID
import Secrets

/// The two sectors of the demonstration's terminals, and the block list for one of them.
///
/// Source: BSI TR-03110-2, 3.6; BSI TR-03110-3, A.5.2 and C.3.2.
struct DemoSectors {
    /// For pseudonyms: the first sector in the certificates.
    let pseudonym: SectorPublicKey
    /// For revocation: the second.
    let revocation: SectorPublicKey
    let blockList: [UInt8]
    private let revocationKey: DemoKey

    init(curve: EllipticCurve, revoked: [ECPublicKey]) throws(EIDError) {
        // Whoever knew the private half could tell a person's pseudonyms of all sectors apart; here nobody keeps it.
        pseudonym = try SectorPublicKey(key: try DemoKey(on: curve).publicKey, hash: .sha256)
        revocationKey = try DemoKey(on: curve)
        revocation = try SectorPublicKey(key: revocationKey.publicKey, hash: .sha256)
        var identifiers: [[UInt8]] = []
        let key = try revocationKey.privateKey()
        for card in revoked {
            let secret = try key.sharedSecret(with: card)
            identifiers.append(
                try secret.withUnsafeBytes { (bytes) throws(EIDError) in try HashFunction.sha256.digest(bytes) })
        }
        // Some that no card has, so that the list is never empty.
        for _ in 0..<16 { identifiers.append(try RandomBytes.challenge(count: 32)) }
        identifiers.sort { $0.lexicographicallyPrecedes($1) }
        blockList = BlockList.encode(
            listID: [1], sectors: [(try HashFunction.sha256.digest(revocation.encoded), identifiers)])
    }

    func authorityFiles() -> [DemoPKI.File] {
        [DemoPKI.File("authorities/revocation-sector.raw", revocationKey.scalar, isPrivate: true)]
    }
}
