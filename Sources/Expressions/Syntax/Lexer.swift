/// Cuts the source into tokens, in one pass. Source: CEL specification, "Syntax".
struct Lexer {
    private let scalars: [Unicode.Scalar]
    private var position = 0

    /// The tokens of the source with `.end` as the last, or the first fault.
    static func tokens(of scalars: [Unicode.Scalar]) throws(ExpressionFault) -> [Token] {
        var lexer = Lexer(scalars: scalars)
        var tokens: [Token] = []
        while let token = try lexer.next() { tokens.append(token) }
        tokens.append(Token(kind: .end, offset: scalars.count))
        return tokens
    }

    private init(scalars: [Unicode.Scalar]) { self.scalars = scalars }

    private func peek(_ distance: Int = 0) -> Unicode.Scalar? {
        position + distance < scalars.count ? scalars[position + distance] : nil
    }

    private mutating func next() throws(ExpressionFault) -> Token? {
        skipSpace()
        let start = position
        guard let first = peek() else { return nil }
        if let (prefix, isRaw) = try stringPrefix() {
            position += prefix
            var literal = StringLiteral(scalars: scalars, position: position, isRaw: isRaw)
            let text = try literal.read()
            position = literal.position
            return Token(kind: .string(text), offset: start)
        }
        if first.isNameStart {
            return Token(kind: .identifier(takeWhile(\.isNamePart)), offset: start)
        }
        if first.isDigit || (first == "." && peek(1)?.isDigit == true) {
            return Token(kind: .int(try number()), offset: start)
        }
        if first == "`" { return Token(kind: .quotedIdentifier(try quotedName()), offset: start) }
        for symbol in Token.Symbol.allCases where symbol.rawValue.unicodeScalars.first == first {
            let spelling = Array(symbol.rawValue.unicodeScalars)
            guard spelling.count == 1 || peek(1) == spelling[1] else { continue }
            position += spelling.count
            return Token(kind: .symbol(symbol), offset: start)
        }
        throw ExpressionFault(offset: start, message: Self.complaint(about: first))
    }

    private mutating func skipSpace() {
        while let scalar = peek() {
            if scalar == "/", peek(1) == "/" {
                while let inner = peek(), inner != "\n" { _ = inner; position += 1 }
            } else if scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r" || scalar == "\u{0C}" {
                position += 1
            } else {
                return
            }
        }
    }

    private mutating func takeWhile(_ belongs: (Unicode.Scalar) -> Bool) -> String {
        let start = position
        while let scalar = peek(), belongs(scalar) { position += 1 }
        return Self.text(scalars[start..<position])
    }

    /// How many letters stand before the quote that follows here, and whether they make the text raw.
    private func stringPrefix() throws(ExpressionFault) -> (length: Int, isRaw: Bool)? {
        var length = 0
        var isRaw = false
        var isBytes = false
        while length < 2, let letter = peek(length) {
            if !isRaw, letter == "r" || letter == "R" {
                isRaw = true
            } else if !isBytes, letter == "b" || letter == "B" {
                isBytes = true
            } else {
                break
            }
            length += 1
        }
        guard let quote = peek(length), quote == "\"" || quote == "'" else { return nil }
        guard !isBytes else {
            throw ExpressionFault(
                offset: position, message: "There are no byte strings here: write a text without the letter \"b\".")
        }
        return (length, isRaw)
    }

    private mutating func number() throws(ExpressionFault) -> UInt64 {
        let start = position
        let isHex = peek() == "0" && (peek(1) == "x" || peek(1) == "X")
        if isHex { position += 2 }
        let digits = takeWhile { isHex ? $0.hexValue != nil : $0.isDigit }
        let exponentDigit = peek(1) == "+" || peek(1) == "-" ? peek(2) : peek(1)
        let isExponent = (peek() == "e" || peek() == "E") && exponentDigit?.isDigit == true
        if !isHex, isExponent || (peek() == "." && peek(1)?.isDigit == true) {
            throw ExpressionFault(
                offset: start, message: "There are whole numbers only here: money is counted in cents.")
        }
        if peek() == "u" || peek() == "U" {
            throw ExpressionFault(
                offset: start, message: "There are whole numbers with a sign only: leave out the letter \"u\".")
        }
        if digits.isEmpty || peek()?.isNamePart == true {
            throw ExpressionFault(
                offset: start, message: "This is not a number: a number has digits only, a name begins with a letter.")
        }
        guard let magnitude = UInt64(digits, radix: isHex ? 16 : 10), magnitude <= UInt64(Int.max) + 1 else {
            throw ExpressionFault(
                offset: start, message: "This number is too large: the largest is 9223372036854775807.")
        }
        return magnitude
    }

    private mutating func quotedName() throws(ExpressionFault) -> String {
        let start = position
        position += 1
        let name = takeWhile { $0.isNamePart || $0 == "." || $0 == "-" || $0 == "/" || $0 == " " }
        guard peek() == "`", !name.isEmpty else {
            throw ExpressionFault(
                offset: start,
                message:
                    "A field name between backticks has letters, digits, \"_\", \".\", \"-\", \"/\" and spaces only.")
        }
        position += 1
        return name
    }

    private static func complaint(about scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "=": "A single \"=\" means nothing here: write \"==\" to compare."
        case "&": "A single \"&\" means nothing here: write \"&&\" for \"and\"."
        case "|": "A single \"|\" means nothing here: write \"||\" for \"or\"."
        case "\u{201C}", "\u{201D}", "\u{201E}", "\u{2018}", "\u{2019}", "\u{201A}", "\u{00AB}", "\u{00BB}":
            "Put texts in straight quotes: \"…\" or '…'."
        default: "The character U+\(String(scalar.value, radix: 16, uppercase: true)) means nothing here."
        }
    }

    static func text(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars)
        return String(text)
    }
}

extension Unicode.Scalar {
    var isDigit: Bool { ("0"..."9").contains(self) }
    var isNameStart: Bool { ("a"..."z").contains(self) || ("A"..."Z").contains(self) || self == "_" }
    var isNamePart: Bool { isNameStart || isDigit }

    /// The value of a hexadecimal digit.
    var hexValue: UInt32? {
        switch self {
        case "0"..."9": value - 0x30
        case "a"..."f": value - 0x61 + 10
        case "A"..."F": value - 0x41 + 10
        default: nil
        }
    }
}
