/// Reads an expression. Source: CEL specification, "Syntax" (grammar).
///
/// It descends only into brackets, at most 100 levels; chains of operators are loops, at most 500 long.
struct Parser {
    static let deepestNesting = 100
    static let longestChain = 500
    static let longestSource = 10_000

    private let tokens: [Token]
    var position = 0
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

    var current: Token { tokens[position] }

    mutating func advance() {
        if position + 1 < tokens.count { position += 1 }
    }

    mutating func take(_ symbol: Token.Symbol) -> Bool {
        guard current.kind == .symbol(symbol) else { return false }
        advance()
        return true
    }

    mutating func expect(_ symbol: Token.Symbol) throws(ExpressionFault) {
        guard take(symbol) else { throw unexpected("\"\(symbol.rawValue)\"") }
    }

    func unexpected(_ wanted: String) -> ExpressionFault {
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

    func node(_ kind: Node.Kind, at offset: Int) throws(ExpressionFault) -> Node {
        let node = Node(kind, at: offset)
        guard node.height <= Self.longestChain + Self.deepestNesting else {
            throw ExpressionFault(
                offset: offset, message: "Too many operators in a row: at most \(Self.longestChain).")
        }
        return node
    }

    // MARK: Operators, from the weakest to the strongest

    mutating func expression() throws(ExpressionFault) -> Node {
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
