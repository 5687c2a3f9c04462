/// Values, and what may follow one: a selection, a call, an index. Source: CEL specification, "Syntax" (Member).
extension Parser {
    mutating func member() throws(ExpressionFault) -> Node {
        try members(of: primary())
    }

    mutating func members(of start: Node) throws(ExpressionFault) -> Node {
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

    mutating func integer(_ magnitude: UInt64, isNegative: Bool) throws(ExpressionFault) -> Node {
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
