/// Telephone numbers at which someone can be called back.
package enum PhoneInput {
    /// The number as `+` and digits (ITU-T E.164), or what to change.
    ///
    /// Accepts spaces, `( ) / - .`; `00` for `+`; numbers that begin with 0 are German. A German number has 6 to 13
    /// digits after +49, a mobile one 10 or 11 (Bundesnetzagentur, Nummernplan für Nummern für Mobile Dienste).
    package static func parse(_ raw: String) -> Result<String, InputFault> {
        Result { () throws(InputFault) in
            let line = try InputLine.read(raw)
            let digits = try digits(of: line)
            if line.first == "+" { return try international(digits) }
            if digits.hasPrefix("00") { return try international(digits.dropFirst(2)) }
            guard digits.hasPrefix("0") else { throw isService(digits) ? .phoneService : .phoneAreaCode }
            return try german(digits.dropFirst())
        }
    }

    /// The digits, without `(0)` behind a country code; Italian numbers keep their 0.
    private static func digits(of line: String) throws(InputFault) -> Substring {
        var digits = ""
        var rest = line[...]
        let abroad = line.hasPrefix("+") || line.hasPrefix("00")
        while let character = rest.popFirst() {
            if abroad, character == "(", let end = rest.firstIndex(of: ")"),
                rest[..<end].filter({ $0 != " " }) == "0", digits.count <= 5, digits != "39", digits != "0039"
            {
                rest = rest[rest.index(after: end)...]
            } else if character.isDigit {
                digits.append(character)
            } else if !" ()/-–.".contains(character), character != "+" || !digits.isEmpty {
                throw .phoneCharacter(InputFault.shown(character))
            }
        }
        guard !digits.isEmpty else { throw .phoneTooShort }
        return digits[...]
    }

    /// 110, 112, 115, 116xxx, 118xx and 19222: nobody's own number.
    private static func isService(_ digits: Substring) -> Bool {
        switch digits.count {
        case 3: ["110", "112", "115"].contains(digits)
        case 5: digits.hasPrefix("118") || digits == "19222"
        case 6: digits.hasPrefix("116")
        default: false
        }
    }

    private static func international(_ digits: Substring) throws(InputFault) -> String {
        if digits.hasPrefix("49") { return try german(digits.dropFirst(2).drop { $0 == "0" }) }
        guard let first = digits.first, first != "0" else { throw .phoneCountry }
        guard digits.count >= 7 else { throw .phoneTooShort }
        guard digits.count <= 15 else { throw .phoneTooLong }
        return "+" + digits
    }

    private static func german(_ number: Substring) throws(InputFault) -> String {
        guard !isService(number) else { throw .phoneService }
        let isMobile = ["15", "16", "17"].contains(number.prefix(2))
        guard number.count >= (isMobile ? 10 : 6) else { throw .phoneTooShort }
        guard number.count <= (isMobile ? 11 : 13) else { throw .phoneTooLong }
        return "+49" + number
    }
}
