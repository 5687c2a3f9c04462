/// Reads an expression. Source: CEL specification, "Syntax" (grammar).
///
/// It descends only into brackets, at most 100 levels; chains of operators are loops, at most 500 long.
struct Parser {
    static let deepestNesting = 100
    static let longestChain = 500
    static let longestSource = 10_000

    private let tokens: [Token]
    private var position = 0
    private var nesting = 0

    /// Reads the whole source, or throws the first fault.
    static func parse(_ source: String) throws(ExpressionFault) -> Node {
        let scalars = Array(source.unicodeScalars)
        guard scalars.count <= longestSource else {
            throw ExpressionFault(
                offset: longestSource, message: "The expression is too long: at most \(longestSource) characters.")
        }
        var parser = Parser(tokens: try Lexer.tokens(of: scalars))
        guard parser.current.kind != .end else {
            throw ExpressionFault(offset: 0, message: "The expression is empty.")
        }
        let node = try parser.expression()
        guard parser.current.kind == .end else { throw parser.unexpected("an operator or the end") }
        return node
    }

    private init(tokens: [Token]) { self.tokens = tokens }

    // MARK: Tokens

    private var current: Token { tokens[position] }

    private mutating func advance() {
        if position + 1 < tokens.count { position += 1 }
    }

    private mutating func take(_ symbol: Token.Symbol) -> Bool {
        guard current.kind == .symbol(symbol) else { return false }
        advance()
        return true
    }

    private mutating func expect(_ symbol: Token.Symbol) throws(ExpressionFault) {
        guard take(symbol) else { throw unexpected("\"\(symbol.rawValue)\"") }
    }

    private func unexpected(_ wanted: String) -> ExpressionFault {
        let hint =
            switch current.kind {
            case .identifier("and"), .identifier("AND"): " Write \"&&\" for \"and\"."
            case .identifier("or"), .identifier("OR"): " Write \"||\" for \"or\"."
            case .identifier("not"), .identifier("NOT"): " Write \"!\" for \"not\"."
            default: ""
            }
        return ExpressionFault(
            offset: current.offset, message: "Expected \(wanted) here, but found \(current.name).\(hint)")
    }

    private func node(_ kind: Node.Kind, at offset: Int) throws(ExpressionFault) -> Node {
        let node = Node(kind, at: offset)
        guard node.height <= Self.longestChain + Self.deepestNesting else {
            throw ExpressionFault(
                offset: offset, message: "Too many operators in a row: at most \(Self.longestChain).")
        }
        return node
    }

    // MARK: Operators, from the weakest to the strongest

    private mutating func expression() throws(ExpressionFault) -> Node {
        nesting += 1
        defer { nesting -= 1 }
        guard nesting <= Self.deepestNesting + 1 else {
            throw ExpressionFault(
                offset: current.offset, message: "Nested too deeply: at most \(Self.deepestNesting) levels.")
        }
        var choices: [(condition: Node, yes: Node, offset: Int)] = []
        var last = try disjunction()
        while current.kind == .symbol(.question) {
            let offset = current.offset
            advance()
            let yes = try disjunction()
            try expect(.colon)
            choices.append((last, yes, offset))
            last = try disjunction()
        }
        for choice in choices.reversed() {
            last = try node(.conditional(choice.condition, choice.yes, last), at: choice.offset)
        }
        return last
    }

    private mutating func disjunction() throws(ExpressionFault) -> Node {
        let first = try conjunction()
        var terms = [first]
        let offset = current.offset
        while take(.or) { terms.append(try conjunction()) }
        return terms.count == 1 ? first : try node(.or(terms), at: offset)
    }

    private mutating func conjunction() throws(ExpressionFault) -> Node {
        let first = try relation()
        var terms = [first]
        let offset = current.offset
        while take(.and) { terms.append(try relation()) }
        return terms.count == 1 ? first : try node(.and(terms), at: offset)
    }

    private mutating func relation() throws(ExpressionFault) -> Node {
        var left = try sum()
        while let operation = current.relation {
            let offset = current.offset
            advance()
            left = try node(.operation(operation, left, try sum()), at: offset)
        }
        return left
    }

    private mutating func sum() throws(ExpressionFault) -> Node {
        var left = try product()
        while let operation = current.addition {
            let offset = current.offset
            advance()
            left = try node(.operation(operation, left, try product()), at: offset)
        }
        return left
    }

    private mutating func product() throws(ExpressionFault) -> Node {
        var left = try unary()
        while let operation = current.multiplication {
            let offset = current.offset
            advance()
            left = try node(.operation(operation, left, try unary()), at: offset)
        }
        return left
    }

    /// A row of `!` or of `-`; three of a kind mean what one means, so a long row stays shallow.
    private mutating func unary() throws(ExpressionFault) -> Node {
        let offset = current.offset
        var nots = 0
        while take(.not) { nots += 1 }
        var minuses = 0
        if nots == 0 { while take(.minus) { minuses += 1 } }
        var operand: Node
        if case .int(let magnitude) = current.kind, minuses > 0 {
            operand = try members(of: integer(magnitude, isNegative: true))
            minuses -= 1
        } else {
            operand = try member()
        }
        for _ in 0..<(nots > 2 ? 2 - nots % 2 : nots) { operand = try node(.not(operand), at: offset) }
        for _ in 0..<(minuses > 2 ? 2 - minuses % 2 : minuses) { operand = try node(.negate(operand), at: offset) }
        return operand
    }

    // MARK: Members

    private mutating func member() throws(ExpressionFault) -> Node {
        try members(of: primary())
    }

    private mutating func members(of start: Node) throws(ExpressionFault) -> Node {
        var target = start
        while true {
            if take(.dot) {
                target = try selection(from: target)
            } else if current.kind == .symbol(.openBracket) {
                let offset = current.offset
                advance()
                let index = try expression()
                try expect(.closeBracket)
                target = try node(.index(target, index), at: offset)
            } else {
                return target
            }
        }
    }

    private mutating func selection(from target: Node) throws(ExpressionFault) -> Node {
        let offset = current.offset
        switch current.kind {
        case .quotedIdentifier(let field):
            advance()
            return try node(.select(target, field: field), at: offset)
        case .identifier(let field) where !Self.keywords.contains(field):
            advance()
            guard take(.openParenthesis) else { return try node(.select(target, field: field), at: offset) }
            let arguments = try list(until: .closeParenthesis)
            if let macro = try macro(field, on: target, arguments, at: offset) { return macro }
            return try node(.call(field, receiver: target, arguments: arguments), at: offset)
        default:
            throw unexpected("the name of a field or a function")
        }
    }

    private func macro(
        _ name: String, on range: Node, _ arguments: [Node], at offset: Int
    ) throws(ExpressionFault) -> Node? {
        guard let loop = Node.Loop(rawValue: name), arguments.count == 2 || (loop == .map && arguments.count == 3),
            let body = arguments.last
        else { return nil }
        guard case .name(let variable, isRooted: false) = arguments[0].kind else {
            throw ExpressionFault(
                offset: arguments[0].offset,
                message: "The first argument of \(name)() is a new name for the item, as in list.\(name)(x, …).")
        }
        let condition = arguments.count == 3 ? arguments[1] : nil
        return try node(
            .loop(loop, range: range, variable: variable, condition: condition, body: body), at: offset)
    }

    /// Expressions between commas up to the closing bracket; one comma more at the end is allowed in `[…]`.
    private mutating func list(until close: Token.Symbol) throws(ExpressionFault) -> [Node] {
        var items: [Node] = []
        while !take(close) {
            items.append(try expression())
            if take(.comma) {
                if close == .closeParenthesis, current.kind == .symbol(close) { throw unexpected("an argument") }
                continue
            }
            guard take(close) else { throw unexpected("\",\" or \"\(close.rawValue)\"") }
            break
        }
        return items
    }

    private mutating func primary() throws(ExpressionFault) -> Node {
        let token = current
        let isRooted = take(.dot)
        let start = current
        advance()
        switch start.kind {
        case .identifier(let name): return try identifier(name, isRooted: isRooted, at: start)
        case _ where isRooted: break
        case .int(let magnitude): return try integer(magnitude, isNegative: false, at: start.offset)
        case .string(let text): return try node(.literal(.string(text)), at: start.offset)
        case .symbol(.openParenthesis):
            let inner = try expression()
            try expect(.closeParenthesis)
            return inner
        case .symbol(.openBracket): return try node(.list(list(until: .closeBracket)), at: start.offset)
        case .symbol(.openBrace): return try map(at: start.offset)
        default: break
        }
        position = start.kind == .end ? position : position - 1
        throw unexpected(token.kind == start.kind ? "a value" : "a name")
    }

    private mutating func identifier(
        _ name: String, isRooted: Bool, at token: Token
    ) throws(ExpressionFault) -> Node {
        if !isRooted {
            switch name {
            case "true": return try node(.literal(.bool(true)), at: token.offset)
            case "false": return try node(.literal(.bool(false)), at: token.offset)
            case "null": return try node(.literal(.null), at: token.offset)
            default: break
            }
        }
        guard !Self.keywords.contains(name), !Self.reserved.contains(name) else {
            throw ExpressionFault(
                offset: token.offset, message: "\"\(name)\" is a reserved word of the language and cannot be a name.")
        }
        guard take(.openParenthesis) else {
            return try node(.name(name, isRooted: isRooted), at: token.offset)
        }
        let arguments = try list(until: .closeParenthesis)
        if name == "has", let argument = arguments.first, arguments.count == 1 {
            switch argument.kind {
            case .name, .select: return try node(.has(argument), at: token.offset)
            default:
                throw ExpressionFault(
                    offset: argument.offset, message: "has() takes a name or a field of a group, as in has(a.b).")
            }
        }
        return try node(.call(name, receiver: nil, arguments: arguments), at: token.offset)
    }

    private mutating func map(at offset: Int) throws(ExpressionFault) -> Node {
        var entries: [(key: Node, value: Node)] = []
        while !take(.closeBrace) {
            let key = try expression()
            try expect(.colon)
            entries.append((key, try expression()))
            if take(.comma) { continue }
            guard take(.closeBrace) else { throw unexpected("\",\" or \"}\"") }
            break
        }
        return try node(.map(entries), at: offset)
    }

    private mutating func integer(_ magnitude: UInt64, isNegative: Bool) throws(ExpressionFault) -> Node {
        let offset = current.offset
        advance()
        return try integer(magnitude, isNegative: isNegative, at: offset)
    }

    private func integer(
        _ magnitude: UInt64, isNegative: Bool, at offset: Int
    ) throws(ExpressionFault) -> Node {
        if isNegative { return try node(.literal(.int(Int(truncatingIfNeeded: 0 &- magnitude))), at: offset) }
        guard let value = Int(exactly: magnitude) else {
            throw ExpressionFault(
                offset: offset, message: "This number is too large: the largest is \(Int.max).")
        }
        return try node(.literal(.int(value)), at: offset)
    }

    /// Words that no field can bear. Source: CEL specification, "Syntax" (KEYWORD).
    private static let keywords: Set<String> = ["true", "false", "null", "in"]

    /// Words that no name can be. Source: CEL specification, "Syntax" (RESERVED).
    private static let reserved: Set<String> = [
        "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package",
        "namespace", "return", "var", "void", "while",
    ]
}

extension Token {
    fileprivate var relation: Node.Operation? {
        switch kind {
        case .symbol(.equal): .equal
        case .symbol(.notEqual): .notEqual
        case .symbol(.less): .less
        case .symbol(.lessOrEqual): .lessOrEqual
        case .symbol(.greater): .greater
        case .symbol(.greaterOrEqual): .greaterOrEqual
        case .identifier("in"): .contained
        default: nil
        }
    }

    fileprivate var addition: Node.Operation? {
        switch kind {
        case .symbol(.plus): .add
        case .symbol(.minus): .subtract
        default: nil
        }
    }

    fileprivate var multiplication: Node.Operation? {
        switch kind {
        case .symbol(.times): .multiply
        case .symbol(.divided): .divide
        case .symbol(.remainder): .remainder
        default: nil
        }
    }
}
