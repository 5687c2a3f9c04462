/// Sums of money.
package enum EuroInput {
    /// The sum in cents, or what to change: `12`, `12,5`, `12,50 €`, `EUR 12.50`, `1.234,56`, `1,234.56`, `12,-`.
    ///
    /// A single point before three digits parts thousands (`1.234` is 1234 €); a single comma always begins the cents.
    /// Bounds are in cents; negative sums are refused unless `min` is negative.
    package static func parse(_ raw: String, min: Int? = nil, max: Int? = nil) -> Result<Int, InputFault> {
        Result { () throws(InputFault) in
            let line = try InputLine.read(raw)
            let amount = withoutCurrency(line[...])
            let (negative, unsigned) = Digits.sign(amount)
            // The currency may stand before or behind the sign, but once.
            let (whole, fraction) = try parts(of: amount == line[...] ? withoutCurrency(unsigned) : unsigned)
            guard let value = Int((negative ? "-" : "") + whole + fraction) else {
                if negative { throw .euroTooSmall(min: min ?? 0) }
                throw max.map { .euroTooLarge(max: $0) } ?? .numberTooLong
            }
            if value < min ?? 0 { throw .euroTooSmall(min: min ?? 0) }
            if let max, value > max { throw .euroTooLarge(max: max) }
            return value
        }
    }

    private static func withoutCurrency(_ line: Substring) -> Substring {
        let lower = line.lowercased()
        for sign in ["euro", "eur", "€"] {
            if lower.hasPrefix(sign) { return line.dropFirst(sign.count).drop { $0 == " " } }
            if lower.hasSuffix(sign) {
                let rest = line.dropLast(sign.count)
                return rest.last == " " ? rest.dropLast() : rest
            }
        }
        return line
    }

    /// The euros and two digits of cents.
    private static func parts(of text: Substring) throws(InputFault) -> (whole: String, fraction: String) {
        let grouping: Set<Character> = [".", ",", " ", "'", "’"]
        let mark = decimalMark(in: text)
        let whole = mark.map { text[..<$0] } ?? text
        let fraction = mark.map { text[text.index(after: $0)...] } ?? ""
        guard let euros = whole.isEmpty && mark != nil ? "0" : Digits.ungrouped(whole, separators: grouping) else {
            throw .euroExpected
        }
        if mark == nil || ["-", "--", "–", "—"].contains(fraction), !whole.isEmpty { return (euros, "00") }
        guard !fraction.isEmpty, fraction.allSatisfy(\.isDigit) else { throw .euroExpected }
        guard fraction.count <= 2 else { throw .euroDecimals }
        return (euros, fraction.count == 1 ? fraction + "0" : String(fraction))
    }

    /// Where the cents begin: the last of comma and point, unless it parts thousands.
    private static func decimalMark(in text: Substring) -> Substring.Index? {
        guard let last = text.lastIndex(where: { $0 == "," || $0 == "." }) else { return nil }
        let mark = text[last]
        if text.filter({ $0 == mark }).count > 1 { return nil }
        let hasOther = text.contains { $0 == (mark == "," ? "." : ",") }
        if mark == ".", !hasOther, Digits.ungrouped(text, separators: ["."]) != nil { return nil }
        return last
    }
}
