/// A list of country signing authorities, signed by somebody whom one of them has certified for that.
///
///     CscaMasterList ::= SEQUENCE {
///         version   INTEGER { v0(0) },
///         certList  SET OF Certificate }
///
/// Source: ICAO Doc 9303-12, 9.
package enum MasterList {
    /// The longest list that is read: the world's have about 1 MB.
    package static let limit = 8_388_608

    /// id-icao-cscaMasterList and id-icao-cscaMasterListSigningKey.
    private static let contentType = OID(2, 23, 136, 1, 1, 2)
    private static let signingKey = OID(2, 23, 136, 1, 1, 3)

    /// The certificates of a master list that has been signed under one of the anchors, those of the same country only:
    /// no other state issues German identity cards, and every further anchor is one more that could be stolen.
    package static func certificates(
        in bytes: [UInt8], anchors: DocumentAnchors, at date: CalendarDate
    ) throws(PassiveAuthenticationFault) -> [X509Certificate] {
        let object = try SignedObject(decoding: bytes[...], limit: limit)
        guard object.contentType == contentType else { throw .wrongContentType(object.contentType) }
        let (content, signer) = try object.verifiedContent(anchors: anchors, at: date) {
            $0.hasExtendedKeyUsage(signingKey)
        }
        do {
            var reader = try DERReader(content[...], tag: DER.sequence, "CscaMasterList")
            guard try reader.readSmallInteger() == 0 else { throw reader.fault("version") }
            var list = try reader.open(DER.set, "CscaMasterList")
            try reader.finish()
            var certificates: [X509Certificate] = []
            while !list.isAtEnd {
                guard certificates.count < DocumentAnchors.limit else {
                    throw EIDError.malformed("CscaMasterList", .tooLarge)
                }
                certificates.append(try X509Certificate(der: try list.readEncoded()))
            }
            let country = signer.country
            return certificates.filter { $0.country == country }
        } catch {
            throw .malformed("\(error)")
        }
    }
}
