/// Whole numbers.
package enum IntegerInput {
    /// The number, or what to change: `12`, `1.200`, `1 200`, `+3`, `−3`.
    ///
    /// A comma begins decimals, as in German; decimals are refused.
    package static func parse(_ raw: String, min: Int? = nil, max: Int? = nil) -> Result<Int, InputFault> {
        Result { () throws(InputFault) in
            let line = try InputLine.read(raw)
            let (negative, body) = Digits.sign(line[...])
            guard let digits = Digits.ungrouped(body, separators: [".", " ", "'", "’"]) else {
                throw isDecimal(body) ? .numberDecimals : .numberExpected
            }
            guard let number = Int((negative ? "-" : "") + digits) else {
                if negative, let min { throw .numberTooSmall(min: min) }
                if !negative, let max { throw .numberTooLarge(max: max) }
                throw .numberTooLong
            }
            if let min, number < min { throw .numberTooSmall(min: min) }
            if let max, number > max { throw .numberTooLarge(max: max) }
            return number
        }
    }

    private static func isDecimal(_ text: Substring) -> Bool {
        guard let first = text.first, let last = text.last, first.isDigit, last.isDigit else { return false }
        return text.allSatisfy { $0.isDigit || ".,".contains($0) } && text.contains { ".,".contains($0) }
    }
}
