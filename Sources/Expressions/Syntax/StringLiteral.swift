/// Reads one text literal from its opening quote on. Source: CEL specification, "String and Bytes Values".
struct StringLiteral {
    private let scalars: [Unicode.Scalar]
    /// Where reading goes on: behind the closing quote, after `read`.
    private(set) var position: Int
    private let isRaw: Bool

    init(scalars: [Unicode.Scalar], position: Int, isRaw: Bool) {
        self.scalars = scalars
        self.position = position
        self.isRaw = isRaw
    }

    private func peek(_ distance: Int = 0) -> Unicode.Scalar? {
        position + distance < scalars.count ? scalars[position + distance] : nil
    }

    /// The text, with escapes resolved.
    mutating func read() throws(ExpressionFault) -> String {
        let start = position
        guard let quote = peek() else { throw unfinished(start) }
        let isTriple = peek(1) == quote && peek(2) == quote
        position += isTriple ? 3 : 1
        var text = String.UnicodeScalarView()
        while let scalar = peek() {
            if scalar == quote, !isTriple || (peek(1) == quote && peek(2) == quote) {
                position += isTriple ? 3 : 1
                return String(text)
            }
            if scalar == "\\", !isRaw {
                text.append(try escape())
                continue
            }
            if !isTriple, scalar == "\n" || scalar == "\r" {
                throw ExpressionFault(
                    offset: start, message: "This text does not end on its line: close the quote, or write \"\\n\".")
            }
            text.append(scalar)
            position += 1
        }
        throw unfinished(start)
    }

    private func unfinished(_ start: Int) -> ExpressionFault {
        ExpressionFault(offset: start, message: "This text does not end: the closing quote is missing.")
    }

    private mutating func escape() throws(ExpressionFault) -> Unicode.Scalar {
        let start = position
        position += 1
        guard let letter = peek() else { throw unfinished(start) }
        position += 1
        switch letter {
        case "a": return "\u{07}"
        case "b": return "\u{08}"
        case "f": return "\u{0C}"
        case "n": return "\n"
        case "r": return "\r"
        case "t": return "\t"
        case "v": return "\u{0B}"
        case "\\", "\"", "'", "`", "?": return letter
        case "x", "X": return try scalar(digits: 2, radix: 16, start: start)
        case "u": return try scalar(digits: 4, radix: 16, start: start)
        case "U": return try scalar(digits: 8, radix: 16, start: start)
        case "0"..."3":
            position -= 1
            return try scalar(digits: 3, radix: 8, start: start)
        default:
            throw ExpressionFault(
                offset: start,
                message:
                    "This escape does not exist: write \"\\\\\" for a backslash, or r\"…\" for a regular expression.")
        }
    }

    private mutating func scalar(digits: Int, radix: UInt32, start: Int) throws(ExpressionFault) -> Unicode.Scalar {
        var value: UInt32 = 0
        for _ in 0..<digits {
            guard let digit = peek()?.hexValue, digit < radix else {
                throw ExpressionFault(offset: start, message: "This escape needs \(digits) digits.")
            }
            value = value &* radix &+ digit
            position += 1
        }
        guard let scalar = Unicode.Scalar(value) else {
            throw ExpressionFault(offset: start, message: "This escape is not a character of Unicode.")
        }
        return scalar
    }
}
