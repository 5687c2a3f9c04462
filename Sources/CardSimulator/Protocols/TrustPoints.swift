import EID
import SmartCard

/// A public key that the chip has accepted from a certificate, with what the certificate says about its holder.
///
/// Source: BSI TR-03110-3, A.7.2.3.
struct ImportedKey {
    let reference: KeyReference
    let role: CHAT.Role
    /// The rights that are left after the intersection with all certificates above (2.7).
    let rights: TerminalRights
    let protocolID: OID
    let hashFunction: HashFunction
    let key: ECPublicKey
    let effectiveDate: CalendarDate
    let expirationDate: CalendarDate
    /// Whether the chain goes through an official domestic document verifier, whose terminals' dates are trusted.
    let isDomestic: Bool
    let sectorHashes: (first: [UInt8], second: [UInt8]?)?
    /// The hash function that the certificate was signed with, which also hashes the sector keys (C.3.2).
    let sectorHashFunction: HashFunction
}

extension ImportedKey {
    /// Takes a certificate's key. Domain parameters are inherited from the issuer where the certificate has none.
    init(_ certificate: CVCertificate, issuedBy issuer: ImportedKey?) throws(EIDError) {
        let body = certificate.body
        reference = body.certificateHolderReference
        role = body.authorization.role
        protocolID = body.publicKey.protocolID
        hashFunction = try body.publicKey.signatureHash()
        key = try body.publicKey.ecPublicKey(inheriting: issuer?.key.curve)
        effectiveDate = body.effectiveDate
        expirationDate = body.expirationDate
        sectorHashes = certificate.sectorHashes
        sectorHashFunction = issuer?.hashFunction ?? hashFunction
        // A trust anchor's own rights stand for themselves: a link certificate replaces them (2.7.2).
        rights =
            role == .countryVerifyingCA
            ? body.authorization.rights : body.authorization.rights.intersection(issuer?.rights ?? [])
        isDomestic =
            switch role {
            case .countryVerifyingCA, .documentVerifierOfficial: true
            case .documentVerifierNonOfficial: false
            case .terminal: issuer?.isDomestic ?? false
            }
    }
}

/// The trust anchors of a card: the newest one and perhaps the one before.
///
/// Source: BSI TR-03110-3, 2.5.
struct TrustPoints {
    private var points: [ImportedKey]

    init(_ points: [ImportedKey]) {
        self.points = []
        for point in points { enable(point) }
    }

    /// Their names as PACE tells them: the newest first, two at most.
    var newestFirst: [ImportedKey] { points }

    func key(_ reference: KeyReference) -> ImportedKey? { points.first { $0.reference == reference } }

    /// Enables a new anchor, and disables the oldest where there are more than two. Of the same day, the one that came
    /// last is the newest.
    mutating func enable(_ point: ImportedKey) {
        let place = points.firstIndex { $0.effectiveDate <= point.effectiveDate } ?? points.endIndex
        points.insert(point, at: place)
        points = Array(points.prefix(2))
    }
}
