import SmartCard

/// An extension of a CV certificate.
///
///     73  discretionary data template
///       06  object identifier
///       8x  context-specific data objects
///
/// Source: BSI TR-03110-3, C.3; BSI TR-03110-4, 2.2.6.
package enum CertificateExtension: Equatable, Sendable {
    /// id-description: the hash of the ``CertificateDescription``.
    case description(hash: [UInt8])
    /// id-sector: the hash of the first sector public key, and of the second, which serves revocation.
    case sector(firstHash: [UInt8], secondHash: [UInt8]?)
    /// One that is not known here, as encoded; the standard asks to pass over it.
    case other(OID, encoded: [UInt8])

    /// id-extensions.
    private static let base = OID.mrtd.child(3)

    init(encoded: ArraySlice<UInt8>) throws(EIDError) {
        var reader = try DERReader(encoded, tag: 0x73, "CertificateExtension")
        let id = try reader.readOID()
        switch id.lastNumber(below: CertificateExtension.base) {
        case 1:
            self = .description(hash: try CertificateExtension.hash(0x80, from: &reader))
            try reader.finish()
        case 2:
            let first = try CertificateExtension.hash(0x80, from: &reader)
            let second = reader.isAtEnd ? nil : try CertificateExtension.hash(0x81, from: &reader)
            self = .sector(firstHash: first, secondHash: second)
            try reader.finish()
        default:
            self = .other(id, encoded: Array(encoded))
        }
    }

    private static func hash(_ tag: UInt32, from reader: inout DERReader) throws(EIDError) -> [UInt8] {
        let value = try reader.read(tag)
        guard (20...64).contains(value.count) else { throw reader.fault("hash") }
        return Array(value)
    }

    func encoded() -> [UInt8] {
        switch self {
        case .description(let hash):
            TLV.encode(0x73, parts: [DER.oid(Self.base.child(1)), TLV.encode(0x80, hash)])
        case .sector(let first, let second):
            TLV.encode(
                0x73,
                parts: [
                    DER.oid(Self.base.child(2)), TLV.encode(0x80, first), second.map { TLV.encode(0x81, $0) } ?? [],
                ])
        case .other(_, let encoded): encoded
        }
    }
}
