/// The official key of the municipality of residence, two decimal digits a byte.
///
/// Usually fourteen digits: the country in ISO 3166-1's numbers (0276), the Land (two), the Regierungsbezirk (two), the
/// Kreis (two) and the Gemeinde (four), each with a leading zero where it would be an odd number of digits.
///
/// Source: BSI TR-03110-4, 2.2.3.1; BSI TR-03127, 3.2.2 (DG18).
package struct MunicipalityID: Hashable, Sendable {
    /// As on the card; empty for a residence abroad.
    package let octets: [UInt8]

    /// Throws where a half byte is no digit, or there are more than 16 bytes.
    package init(octets: [UInt8]) throws(EIDError) {
        guard octets.count <= 16, octets.allSatisfy({ $0 >> 4 <= 9 && $0 & 0x0F <= 9 }) else {
            throw .malformed("MunicipalityID", .value("digits"))
        }
        self.octets = octets
    }

    /// From an even number of digits. Throws for anything else.
    package init(digits: String) throws(EIDError) {
        let digits = Array(digits.utf8)
        guard digits.count % 2 == 0, digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
            throw .malformed("MunicipalityID", .value("digits"))
        }
        let octets = stride(from: 0, to: digits.count, by: 2).map { index in
            (digits[index] - 0x30) << 4 | (digits[index + 1] - 0x30)
        }
        try self.init(octets: octets)
    }

    package var digits: String { octets.map { "\($0 >> 4)\($0 & 0x0F)" }.joined() }

    /// The eight digits of the Amtlicher Gemeindeschlüssel, where the key is a German one in full.
    package var amtlicherGemeindeschlüssel: String? {
        let digits = Array(digits)
        guard digits.count == 14, digits[0..<4] == ["0", "2", "7", "6"], digits[6] == "0", digits[10] == "0" else {
            return nil
        }
        return String(digits[4...5] + [digits[7]] + digits[8...9] + digits[11...13])
    }
}
