/// Finds the types of an expression's parts, collects what is wrong, and makes the code to evaluate.
///
/// After a fault the part counts as "any value", so that one slip is told once. Source: CEL specification,
/// "Type Checking".
struct Checker {
    /// A part that was checked.
    struct Part {
        var code: Code
        var type: ValueType
        /// The slot that the value is a piece of, where that is known.
        var origin: Int?

        init(_ code: Code, _ type: ValueType, origin: Int? = nil) {
            self.code = code
            self.type = type
            self.origin = origin
        }
    }

    /// Where a part stands, for `Use`.
    struct Place {
        var inHas = false
        /// Under an odd number of `!`.
        var isInverted = false
        /// Inside an operand of `!=` or the condition of `? :`.
        var isNegative = false
    }

    /// A variable of a macro.
    struct Local {
        let name: String
        let type: ValueType
        let origin: Int?
    }

    let scope: any Scope
    let isStrict: Bool
    var faults: [ExpressionFault] = []
    var uses: [Use] = []
    var usesClock = false
    var place = Place()
    var locals: [Local] = []
    /// Instructions that the patterns of this expression may still have; it bounds the time to compile them.
    var patternSpace = 200_000

    init(scope: any Scope, isStrict: Bool) {
        self.scope = scope
        self.isStrict = isStrict
    }

    /// Notes a fault; without the type check, the evaluation will find it.
    mutating func report(_ offset: Int, _ message: String) {
        if isStrict { faults.append(ExpressionFault(offset: offset, message: message)) }
    }

    /// Whether it is worth searching for near names: not after the twentieth fault, nor where no one reads them.
    var isPatient: Bool { isStrict && faults.count < 20 }

    mutating func use(slot: Int?, field: FieldUse? = nil, at offset: Int) {
        uses.append(
            Use(
                slot: slot, field: field, offset: offset, inHas: place.inHas,
                negative: place.isInverted || place.isNegative))
    }

    /// Checks with another place, and comes back to the present one.
    mutating func check(_ node: Node, change: (inout Place) -> Void) -> Part {
        let outer = place
        defer { place = outer }
        change(&place)
        return check(node)
    }

    mutating func check(_ node: Node) -> Part {
        switch node.kind {
        case .literal(let value): literal(value)
        case .name, .select: reference(node)
        case .has(let argument): has(argument)
        case .index(let base, let index): self.index(base, index, at: node.offset)
        case .list(let items): list(items)
        case .map(let entries): map(entries)
        case .not(let operand): not(operand)
        case .negate(let operand): negate(operand, at: node.offset)
        case .and(let terms): Part(.all(connect(terms, "&&")), .bool)
        case .or(let terms): Part(.any(connect(terms, "||")), .bool)
        case .conditional(let condition, let yes, let no): conditional(condition, yes, no, at: node.offset)
        case .operation(let operation, let left, let right): self.operation(operation, left, right, at: node.offset)
        case .call(let name, let receiver, let arguments): call(name, receiver, arguments, at: node.offset)
        case .loop(let loop, let range, let variable, let condition, let body):
            self.loop(loop, range, variable, condition, body, at: node.offset)
        }
    }

    private func literal(_ value: Value) -> Part {
        switch value {
        case .bool: Part(.constant(value), .bool)
        case .int: Part(.constant(value), .int)
        case .string: Part(.constant(value), .string)
        default: Part(.constant(value), .null)
        }
    }

    private mutating func list(_ items: [Node]) -> Part {
        let parts = items.map { check($0) }
        let type = ValueType.list(Self.common(parts.map(\.type)))
        let constants = parts.compactMap(\.code.constant)
        if constants.count == parts.count { return Part(.constant(.list(constants)), type) }
        return Part(.list(parts.map(\.code)), type)
    }

    private mutating func map(_ entries: [(key: Node, value: Node)]) -> Part {
        var keys: [Part] = []
        var values: [Part] = []
        var constants: [MapKey: Value] = [:]
        for entry in entries {
            let key = check(entry.key)
            let value = check(entry.value)
            switch key.type {
            case .dyn, .bool, .int, .string, .choice: break
            default:
                report(entry.key.offset, "The key of a map is yes/no, a whole number or text, not \(key.type).")
            }
            keys.append(key)
            values.append(value)
            if let key = key.code.constant.flatMap(MapKey.init), let value = value.code.constant {
                constants[key] = value
            }
        }
        let type = ValueType.map(Self.common(keys.map(\.type)), Self.common(values.map(\.type)))
        // Fewer constants than entries: one is computed, or a key comes twice, which the evaluation refuses.
        if constants.count == entries.count { return Part(.constant(.map(constants)), type) }
        return Part(.map(zip(keys, values).map { ($0.code, $1.code) }), type)
    }

    /// The type of all of them, or "any value" where they differ.
    static func common(_ types: [ValueType]) -> ValueType {
        guard var common = types.first else { return .dyn }
        for type in types.dropFirst() {
            guard let joined = common.joined(with: type) else { return .dyn }
            common = joined
        }
        return common
    }

    private mutating func not(_ operand: Node) -> Part {
        let part = check(operand) { $0.isInverted.toggle() }
        expectTruth(part.type, at: operand.offset, of: "!")
        return Part(.unary(.not, part.code), .bool)
    }

    private mutating func negate(_ operand: Node, at offset: Int) -> Part {
        let part = check(operand)
        if part.type != .int, part.type != .dyn {
            report(offset, "\"-\" takes a whole number, not \(part.type).")
        }
        return Part(.unary(.negate, part.code), .int)
    }

    private mutating func connect(_ terms: [Node], _ symbol: String) -> [Code] {
        terms.map { term in
            let part = check(term)
            expectTruth(part.type, at: term.offset, of: symbol)
            return part.code
        }
    }

    mutating func expectTruth(_ type: ValueType, at offset: Int, of symbol: String) {
        guard type != .bool, type != .dyn else { return }
        report(offset, "\"\(symbol)\" takes yes/no, not \(type): compare it, or ask has(…).")
    }

    private mutating func conditional(_ condition: Node, _ yes: Node, _ no: Node, at offset: Int) -> Part {
        let test = check(condition) { $0.isNegative = true }
        expectTruth(test.type, at: condition.offset, of: "? :")
        let yes = check(yes)
        let no = check(no)
        let type = yes.type.joined(with: no.type)
        if type == nil {
            report(
                offset, "Both results of \"? :\" must be of one type, but here are \(yes.type) and \(no.type).")
        }
        let origin = yes.origin == no.origin ? yes.origin : nil
        return Part(.conditional(test.code, yes.code, no.code), type ?? .dyn, origin: origin)
    }

    private mutating func loop(
        _ loop: Node.Loop, _ range: Node, _ variable: String, _ condition: Node?, _ body: Node, at offset: Int
    ) -> Part {
        let source = check(range)
        let item: ValueType
        switch source.type {
        case .list(let element): item = element
        case .map(let key, _): item = key
        case .dyn: item = .dyn
        default:
            item = .dyn
            report(offset, "\(loop.rawValue)() goes through a list or the keys of a map, not \(source.type).")
        }
        locals.append(Local(name: variable, type: item, origin: source.origin))
        let test = condition.map { check($0) }
        let result = check(body)
        locals.removeLast()
        if let condition, let test { expectTruth(test.type, at: condition.offset, of: "map") }
        let code = Code.loop(loop, range: source.code, condition: test?.code, body: result.code)
        switch loop {
        case .all, .exists:
            expectTruth(result.type, at: body.offset, of: loop.rawValue)
            return Part(code, .bool)
        case .filter:
            expectTruth(result.type, at: body.offset, of: loop.rawValue)
            return Part(code, .list(item), origin: source.origin)
        case .map: return Part(code, .list(result.type), origin: result.origin)
        }
    }
}
