/// Source: CEL specification, "Logical Operators" and "Macros".
extension Evaluator {
    /// `&&` (decisive: no) or `||` (decisive: yes): a decisive term absorbs the errors of the others.
    mutating func connect(_ terms: [Code], decisive: Bool) throws(Stop) -> Bool {
        var stop: Stop?
        for term in terms {
            do throws(Stop) {
                if try truth(of: term) == decisive { return decisive }
            } catch {
                guard !error.isFinal else { throw error }
                stop = error.merged(with: stop)
            }
        }
        if let stop { throw stop }
        return !decisive
    }

    mutating func run(
        _ loop: Node.Loop, over range: Code, condition: Code?, body: Code
    ) throws(Stop) -> Value {
        let items = try items(of: value(of: range))
        defer { locals.removeLast() }
        locals.append(.null)
        switch loop {
        case .all: return .bool(try search(items, body, decisive: false))
        case .exists: return .bool(try search(items, body, decisive: true))
        case .filter: return .list(try collect(items, condition: body, body: nil))
        case .map: return .list(try collect(items, condition: condition, body: body))
        }
    }

    /// The items of a list, or the keys of a map in their order.
    private mutating func items(of range: Value) throws(Stop) -> [Value] {
        switch range {
        case .list(let items): return items
        case .map(let entries):
            try charge(entries.count)
            return entries.keys.sorted().map(\.value)
        default: throw .fault(.wrongType)
        }
    }

    private mutating func search(_ items: [Value], _ body: Code, decisive: Bool) throws(Stop) -> Bool {
        var stop: Stop?
        for item in items {
            locals[locals.count - 1] = item
            do throws(Stop) {
                if try truth(of: body) == decisive { return decisive }
            } catch {
                guard !error.isFinal else { throw error }
                stop = error.merged(with: stop)
            }
        }
        if let stop { throw stop }
        return !decisive
    }

    private mutating func collect(_ items: [Value], condition: Code?, body: Code?) throws(Stop) -> [Value] {
        var result: [Value] = []
        var missing: Stop?
        for item in items {
            locals[locals.count - 1] = item
            do throws(Stop) {
                if let condition, try !truth(of: condition) { continue }
                result.append(try body.map { (body) throws(Stop) in try value(of: body) } ?? item)
            } catch {
                guard case .unanswered = error else { throw error }
                missing = error
            }
        }
        if let missing { throw missing }
        return result
    }
}
