/// A word of the source. Source: CEL specification, "Syntax".
struct Token {
    enum Kind: Equatable {
        case identifier(String)
        /// A field name between backticks.
        case quotedIdentifier(String)
        /// The magnitude of a whole number; a sign is a token of its own.
        case int(UInt64)
        case string(String)
        case symbol(Symbol)
        case end
    }

    enum Symbol: String, CaseIterable {
        case equal = "=="
        case notEqual = "!="
        case lessOrEqual = "<="
        case greaterOrEqual = ">="
        case and = "&&"
        case or = "||"
        case less = "<"
        case greater = ">"
        case not = "!"
        case plus = "+"
        case minus = "-"
        case times = "*"
        case divided = "/"
        case remainder = "%"
        case question = "?"
        case colon = ":"
        case openParenthesis = "("
        case closeParenthesis = ")"
        case openBracket = "["
        case closeBracket = "]"
        case openBrace = "{"
        case closeBrace = "}"
        case dot = "."
        case comma = ","
    }

    let kind: Kind
    /// Unicode scalars from the start of the source.
    let offset: Int

    /// The token as messages name it; a string only as such.
    var name: String {
        switch kind {
        case .identifier(let name): "\"\(name)\""
        case .quotedIdentifier(let name): "\"`\(name)`\""
        case .int(let magnitude): "\"\(magnitude)\""
        case .string: "a text"
        case .symbol(let symbol): "\"\(symbol.rawValue)\""
        case .end: "the end"
        }
    }
}
