/// Numbers of bank accounts.
package enum IBANInput {
    /// The IBAN in capitals without spaces, or what to change.
    ///
    /// Source: ISO 13616-1:2020 (structure; check digits by ISO/IEC 7064, MOD 97-10); lengths as registered.
    package static func parse(_ raw: String) -> Result<String, InputFault> {
        Result { () throws(InputFault) in
            let typed = try InputLine.read(raw).filter { !" -.:".contains($0) }
            let iban = String(typed.map { $0.isPlainLetter ? Character($0.uppercased()) : $0 }.trimmedOfName)
            guard !iban.isEmpty else { throw .ibanStart }
            if iban.allSatisfy(\.isDigit) { throw iban.count <= 10 ? .ibanAccountNumber : .ibanStart }
            if let odd = iban.first(where: { !$0.isDigit && !$0.isPlainLetter }) {
                throw .ibanCharacter(InputFault.shown(odd))
            }
            let country = String(iban.prefix(2))
            guard country.count == 2, country.allSatisfy(\.isPlainLetter) else { throw .ibanStart }
            guard let length = IBANRegistry.lengths[country] else { throw .ibanCountry(country) }
            let digits = iban.dropFirst(2).prefix(country == "DE" ? length : 2)
            if let odd = digits.first(where: { !$0.isDigit }) { throw .ibanDigits(InputFault.shown(odd)) }
            guard iban.count >= length else {
                throw .ibanTooShort(country: country, length: length, count: iban.count)
            }
            guard iban.count <= length else {
                throw .ibanTooLong(country: country, length: length, count: iban.count)
            }
            guard remainder(of: iban) == 1, (2...98).contains(Int(iban.dropFirst(2).prefix(2)) ?? 0)
            else { throw .ibanChecksum }
            return iban
        }
    }

    /// The first four characters moved to the end, letters as 10 to 35, the whole divided by 97.
    private static func remainder(of iban: String) -> Int {
        (iban.dropFirst(4) + iban.prefix(4)).reduce(0) { rest, character in
            let value = Int(String(character), radix: 36) ?? 0
            return (rest * (value < 10 ? 10 : 100) + value) % 97
        }
    }
}

extension [Character] {
    /// Without the word IBAN in front.
    fileprivate var trimmedOfName: ArraySlice<Character> { starts(with: "IBAN") ? dropFirst(4) : self[...] }
}
