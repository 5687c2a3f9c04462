/// Source: CEL specification, "Standard Definitions"; that choices compare with text, and dates with moments, is ours.
extension Checker {
    mutating func operation(_ operation: Node.Operation, _ left: Node, _ right: Node, at offset: Int) -> Part {
        let makeNegative = operation == .notEqual
        let first = check(left) { if makeNegative { $0.isNegative = true } }
        let second = check(right) { if makeNegative { $0.isNegative = true } }
        switch operation {
        case .equal, .notEqual:
            checkEquality(operation, first.type, second.type, at: offset)
            checkCodes(left, against: second.type)
            checkCodes(right, against: first.type)
            return Part(.binary(operation.code, first.code, second.code), .bool)
        case .less, .lessOrEqual, .greater, .greaterOrEqual:
            checkOrder(operation, first.type, second.type, at: offset)
            return Part(.binary(operation.code, first.code, second.code), .bool)
        case .contained:
            checkContained(first.type, second.type, at: offset)
            checkCodes(right, against: first.type)
            if case .list(let element) = second.type { checkCodes(left, against: element) }
            if case .map(let key, _) = second.type { checkCodes(left, against: key) }
            return Part(contained(first.code, second.code), .bool)
        case .add, .subtract, .multiply, .divide, .remainder:
            let type = arithmetic(operation, first.type, second.type, at: offset)
            return Part(.binary(operation.code, first.code, second.code), type)
        }
    }

    private func contained(_ item: Code, _ container: Code) -> Code {
        guard case .list(let items)? = container.constant else { return .binary(.contained, item, container) }
        let keys = items.compactMap(MapKey.init)
        return keys.count == items.count ? .member(item, Set(keys)) : .binary(.contained, item, container)
    }

    private mutating func checkEquality(
        _ operation: Node.Operation, _ left: ValueType, _ right: ValueType, at offset: Int
    ) {
        guard !left.isComparable(with: right) else { return }
        let hint =
            switch (left, right) {
            case (.null, _), (_, .null): "ask has(…) whether there is an answer."
            case (.partialDate, _), (_, .partialDate): "a partial date equals partial dates only; use age(…) to reckon."
            case (.choice, .choice): "their codes come from different lists."
            case (.list, .choice), (.list, .string), (.choice, .list), (.string, .list):
                "write \"in\" to ask whether a list contains it."
            default: Self.hint(left, right)
            }
        report(offset, "\"\(operation.rawValue)\" cannot compare \(left) with \(right): \(hint)")
    }

    private static func hint(_ left: ValueType, _ right: ValueType) -> String {
        switch (left, right) {
        case (.date, .string), (.string, .date), (.moment, .string), (.string, .moment):
            "write date(\"YYYY-MM-DD\") for a date."
        default: "both sides must be of one type."
        }
    }

    private mutating func checkOrder(
        _ operation: Node.Operation, _ left: ValueType, _ right: ValueType, at offset: Int
    ) {
        if left == .partialDate || right == .partialDate {
            report(
                offset,
                "\"\(operation.rawValue)\" cannot order partial dates, whose day may be unknown: use age(…) instead.")
        } else if !left.isOrdered || !right.isOrdered {
            let wrong = left.isOrdered ? right : left
            report(
                offset,
                "\"\(operation.rawValue)\" orders whole numbers, texts, dates and times, not \(wrong).")
        } else if !left.isComparable(with: right) {
            report(
                offset,
                "\"\(operation.rawValue)\" cannot compare \(left) with \(right): \(Self.hint(left, right))")
        }
    }

    private mutating func checkContained(_ item: ValueType, _ container: ValueType, at offset: Int) {
        switch container {
        case .dyn: return
        case .list(let element) where element.isComparable(with: item): return
        case .map(let key, _) where key.isComparable(with: item): return
        case .list(let element): report(offset, "\"in\" cannot find \(item) in a list of \(element).")
        case .map(let key, _): report(offset, "\"in\" cannot find \(item) among keys of type \(key).")
        case .string, .choice:
            report(offset, "\"in\" searches a list or a map, not \(container): write text.contains(…).")
        case .record:
            report(offset, "\"in\" searches a list or a map, not \(container): write has(group.field).")
        default: report(offset, "\"in\" searches a list or a map, not \(container).")
        }
    }

    private mutating func arithmetic(
        _ operation: Node.Operation, _ left: ValueType, _ right: ValueType, at offset: Int
    ) -> ValueType {
        switch (operation, left, right) {
        case (_, .int, .int): return .int
        case (.add, .dyn, .dyn): return .dyn
        case (_, .dyn, .int), (_, .int, .dyn), (_, .dyn, .dyn): return .int
        case (.add, let left, let right) where left.isText && right.isText: return .string
        case (.add, .list, .dyn), (.add, .dyn, .list): return .list(.dyn)
        case (.add, .list, .list):
            if let type = left.joined(with: right) { return type }
            report(offset, "\"+\" joins lists of one type, not \(left) with \(right).")
            return .list(.dyn)
        default: break
        }
        let isDate = [left, right].contains { $0 == .date || $0 == .partialDate || $0 == .moment }
        let hint = isDate ? ": reckon with days_between(a, b) or age(birth)" : ""
        let wanted = operation == .add ? "two whole numbers, two texts or two lists" : "two whole numbers"
        report(offset, "\"\(operation.rawValue)\" takes \(wanted), not \(left) and \(right)\(hint).")
        return .dyn
    }

    mutating func index(_ base: Node, _ index: Node, at offset: Int) -> Part {
        let container = check(base)
        let key = check(index)
        let code = Code.binary(.index, container.code, key.code)
        switch container.type {
        case .dyn: return Part(code, .dyn, origin: container.origin)
        case .list(let element):
            if key.type != .int, key.type != .dyn {
                report(index.offset, "The items of a list are counted from 0: write list[0], not \(key.type).")
            }
            return Part(code, element, origin: container.origin)
        case .map(let keyType, let value):
            if !key.type.isComparable(with: keyType) {
                report(index.offset, "The keys of this map are of type \(keyType), not \(key.type).")
            }
            checkCodes(index, against: keyType)
            return Part(code, value, origin: container.origin)
        case .record: report(offset, "A field of \(container.type) is selected by its name: write group.field.")
        default: report(offset, "\"[…]\" takes an item of a list or a map, not of \(container.type).")
        }
        return Part(code, .dyn)
    }

    /// Refuses text literals, also in a list literal, that are none of the codes of a choice.
    private mutating func checkCodes(_ node: Node, against type: ValueType) {
        guard case .choice(let domain) = type else {
            if case .list(.choice) = type, case .list(let items) = node.kind, case .list(let element) = type {
                for item in items { checkCodes(item, against: element) }
            }
            return
        }
        switch node.kind {
        case .list(let items): for item in items { checkCodes(item, against: type) }
        case .literal(.string(let code)) where !domain.contains(code):
            let hint =
                NearestName.of(code, among: isPatient ? domain.codes : []).map { "did you mean \"\($0)\"?" }
                ?? Self.listing(domain)
            report(node.offset, "\"\(code)\" is none of the values of '\(domain.name)': \(hint)")
        default: break
        }
    }

    private static func listing(_ domain: ChoiceDomain) -> String {
        guard !domain.codes.isEmpty, domain.codes.count <= 12 else { return "take one of its codes." }
        return "allowed are \(domain.codes.map { "\"\($0)\"" }.joined(separator: ", "))."
    }
}

extension Node.Operation {
    fileprivate var code: Code.Binary {
        switch self {
        case .equal: .equal
        case .notEqual: .notEqual
        case .less: .less
        case .lessOrEqual: .lessOrEqual
        case .greater: .greater
        case .greaterOrEqual: .greaterOrEqual
        case .contained: .contained
        case .add: .add
        case .subtract: .subtract
        case .multiply: .multiply
        case .divide: .divide
        case .remainder: .remainder
        }
    }
}
