/// German postal codes.
package enum PostalCodeInput {
    /// Five digits, or what to change; `D-02826` and `DE 02826` lose their country mark.
    package static func parse(_ raw: String) -> Result<String, InputFault> {
        Result { () throws(InputFault) in
            var code = try InputLine.read(raw).filter { $0 != " " }[...]
            for mark in ["DE-", "D-", "DE", "D"] where code.uppercased().hasPrefix(mark) {
                code = code.dropFirst(mark.count)
                break
            }
            guard code.count == 5, code.allSatisfy(\.isDigit) else { throw .postalCodeExpected }
            // Codes begin with 01 (Dresden) to 99 (Erfurt); 00 was never given out.
            guard !code.hasPrefix("00") else { throw .postalCodeUnknown }
            return String(code)
        }
    }
}
