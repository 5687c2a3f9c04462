/// Computes one expression once.
///
/// A part without a value throws; who absorbs that is CEL's rule for errors. Source: CEL specification, "Evaluation".
struct Evaluator {
    let activation: any Activation
    /// Steps that are left.
    var steps: Int
    /// The items that the macros around are at, the outermost first.
    var locals: [Value] = []

    init(activation: any Activation, steps: Int) {
        self.activation = activation
        self.steps = steps
    }

    mutating func charge(_ count: Int) throws(Stop) {
        steps -= count
        guard steps >= 0 else { throw .fault(.tooManySteps) }
    }

    /// Charges work on a text; the work is 1 in 32 bytes.
    mutating func charge(bytesOf text: String) throws(Stop) { try charge(text.utf8.count / 32) }

    mutating func value(of code: Code) throws(Stop) -> Value {
        try charge(1)
        switch code {
        case .constant(let value): return value
        case .slot(let slot):
            guard let value = activation.value(of: slot) else { throw .unanswered }
            return value
        case .local(let index): return locals[index]
        case .fault(let fault): throw .fault(fault)
        case .today: return .date(activation.today)
        case .now: return .moment(activation.now)
        case .list(let items): return .list(try list(items))
        case .map(let entries): return .map(try map(entries))
        case .field(let base, let field): return try select(field, from: value(of: base))
        case .hasSlot(let slot): return .bool(activation.value(of: slot) != nil)
        case .hasField(let base, let field): return .bool(try has(field, in: base))
        case .all(let terms): return .bool(try connect(terms, decisive: false))
        case .any(let terms): return .bool(try connect(terms, decisive: true))
        case .conditional(let condition, let yes, let no):
            return try value(of: truth(of: condition) ? yes : no)
        case .unary(let operation, let operand): return try apply(operation, to: value(of: operand))
        case .binary(let operation, let left, let right):
            let (left, right) = try pair(left, right)
            return try apply(operation, left, right)
        case .member(let item, let keys): return .bool(try isMember(value(of: item), of: keys))
        case .matches(let operand, let pattern): return .bool(try matches(text(of: operand), pattern))
        case .label(let code, let domain):
            guard let label = domain.label(try text(of: code)) else { throw .unanswered }
            return .string(label)
        case .attribute(let code, let domain, let column):
            guard let cell = domain.attribute(try text(of: code), column) else { throw .unanswered }
            return .string(cell)
        case .loop(let loop, let range, let condition, let body):
            return try run(loop, over: range, condition: condition, body: body)
        }
    }

    /// Both operands; a defect of the second is told before a missing answer of the first.
    private mutating func pair(_ left: Code, _ right: Code) throws(Stop) -> (Value, Value) {
        let first: Value
        do throws(Stop) {
            first = try value(of: left)
        } catch {
            if case .unanswered = error { _ = try value(of: right) }
            throw error
        }
        return (first, try value(of: right))
    }

    func truth(_ value: Value) throws(Stop) -> Bool {
        guard case .bool(let truth) = value else { throw .fault(.wrongType) }
        return truth
    }

    mutating func truth(of code: Code) throws(Stop) -> Bool { try truth(value(of: code)) }

    mutating func text(of code: Code) throws(Stop) -> String {
        guard case .string(let text) = try value(of: code) else { throw .fault(.wrongType) }
        return text
    }

    private mutating func list(_ items: [Code]) throws(Stop) -> [Value] {
        var values: [Value] = []
        values.reserveCapacity(items.count)
        var missing: Stop?
        for item in items {
            do throws(Stop) {
                values.append(try value(of: item))
            } catch {
                guard case .unanswered = error else { throw error }
                missing = error
            }
        }
        if let missing { throw missing }
        return values
    }

    private mutating func map(_ entries: [(key: Code, value: Code)]) throws(Stop) -> [MapKey: Value] {
        var map: [MapKey: Value] = [:]
        var missing: Stop?
        for entry in entries {
            do throws(Stop) {
                let (key, value) = try pair(entry.key, entry.value)
                guard let key = MapKey(key) else { throw .fault(.wrongType) }
                guard map.updateValue(value, forKey: key) == nil else { throw .fault(.duplicateKey) }
            } catch {
                guard case .unanswered = error else { throw error }
                missing = error
            }
        }
        if let missing { throw missing }
        return map
    }

    private func select(_ field: String, from base: Value) throws(Stop) -> Value {
        switch base {
        case .record(let fields):
            guard let value = fields[field] else { throw .unanswered }
            return value
        case .map(let entries):
            guard let value = entries[.string(field)] else { throw .fault(.noSuchKey) }
            return value
        default: throw .fault(.wrongType)
        }
    }

    private mutating func has(_ field: String, in base: Code) throws(Stop) -> Bool {
        let value: Value
        do throws(Stop) {
            value = try self.value(of: base)
        } catch {
            guard case .unanswered = error else { throw error }
            return false
        }
        switch value {
        case .record(let fields): return fields[field] != nil
        case .map(let entries): return entries[.string(field)] != nil
        default: throw .fault(.wrongType)
        }
    }

    /// Walks through the whole value, so that a result that shares its parts a thousandfold is refused here.
    mutating func measure(_ value: Value, depth: Int = 0) throws(Stop) {
        guard depth <= Self.deepestValue else { throw .fault(.tooManySteps) }
        switch value {
        case .string(let text): try charge(bytesOf: text)
        case .list(let items):
            try charge(items.count)
            for item in items { try measure(item, depth: depth + 1) }
        case .map(let entries):
            try charge(entries.count)
            for (key, item) in entries {
                if case .string(let text) = key { try charge(bytesOf: text) }
                try measure(item, depth: depth + 1)
            }
        case .record(let fields):
            try charge(fields.count)
            for item in fields.values { try measure(item, depth: depth + 1) }
        default: break
        }
    }

    /// Lists in lists; deeper values are neither compared nor given back.
    static let deepestValue = 256
}
