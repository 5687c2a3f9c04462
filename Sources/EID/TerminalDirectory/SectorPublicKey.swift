/// The public key of a sector, by which a card makes the identifier that it shows there.
///
/// A terminal's certificate has the hash of the key's data object; the key itself comes from a file (`*.sector`).
/// Source: BSI TR-03110-3, B.4.1, C.3.2.
package struct SectorPublicKey: Equatable, Sendable {
    package static let limit = 4096

    /// The data object 7F49 as it was read: its hash is in the certificate.
    package let encoded: [UInt8]
    package let key: CVPublicKey

    package init(decoding bytes: [UInt8]) throws(EIDError) {
        guard bytes.count <= SectorPublicKey.limit else { throw .malformed("sector public key", .tooLarge) }
        key = try CVPublicKey(value: DERReader(bytes[...], tag: CVPublicKey.tag, "sector public key").remaining)
        guard key.curve != nil else { throw .malformed("sector public key", .value("domain parameters")) }
        encoded = bytes
    }

    /// Makes the data object of a key for restricted identification with a hash function.
    package init(key: ECPublicKey, hash: HashFunction) throws(EIDError) {
        self.key = CVPublicKey(protocolID: .riECDH(hash), key: key, withDomainParameters: true)
        encoded = try self.key.encoded()
    }

    /// Whether a hash in a certificate is that of this key.
    package func hasHash(_ hash: [UInt8]) -> Bool {
        guard let function = HashFunction.allCases.first(where: { $0.length == hash.count }) else { return false }
        return (try? function.digest(encoded)) == hash
    }
}
