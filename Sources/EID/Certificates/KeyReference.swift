/// The name of a public key in a CV certificate: of the holder's own, or of the one that verifies the certificate.
///
/// Country code, holder mnemonic and sequence number, 8 to 16 characters: `DETESTCVCA00001`.
///
/// Source: BSI TR-03110-3, A.6.1.
package struct KeyReference: Hashable, Sendable {
    /// The characters in ISO 8859-1.
    package let bytes: [UInt8]

    /// Throws where there are too few or too many characters, or unassigned ones.
    ///
    /// That the country exists and the sequence number is made of digits is not asked: a name is compared, nothing else.
    package init(bytes: ArraySlice<UInt8>) throws(EIDError) {
        guard (8...16).contains(bytes.count) else { throw .malformed("key reference", .value("length")) }
        guard bytes.allSatisfy({ (0x20...0x7E).contains($0) || $0 >= 0xA0 }) else {
            throw .malformed("key reference", .text)
        }
        self.bytes = Array(bytes)
    }

    package init(_ text: String) throws(EIDError) { try self.init(bytes: Array(text.utf8)[...]) }
}

extension KeyReference: CustomStringConvertible {
    package var description: String { String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) })) }
}
