/// Source: CEL specification, "Equality" and "Ordering". A date meets a moment as 00:00 of its day.
extension Evaluator {
    /// Whether two values are equal; values of different types are not.
    mutating func areEqual(_ left: Value, _ right: Value, depth: Int = 0) throws(Stop) -> Bool {
        switch (left, right) {
        case (.string(let left), .string(let right)):
            guard left.utf8.count == right.utf8.count else { return false }
            try charge(bytesOf: left)
            return left.hasSameScalars(as: right)
        case (.date(let date), .moment(let moment)), (.moment(let moment), .date(let date)):
            return moment.date == date && moment.time.minutes == 0
        case (.list(let left), .list(let right)):
            guard left.count == right.count else { return false }
            try chargeNested(left.count, depth)
            for (left, right) in zip(left, right) {
                guard try areEqual(left, right, depth: depth + 1) else { return false }
            }
            return true
        case (.map(let left), .map(let right)):
            guard left.count == right.count else { return false }
            try chargeNested(left.count, depth)
            for (key, left) in left {
                guard let right = right[key], try areEqual(left, right, depth: depth + 1) else { return false }
            }
            return true
        case (.record(let left), .record(let right)):
            guard left.count == right.count else { return false }
            try chargeNested(left.count, depth)
            for (field, left) in left {
                guard let right = right[field], try areEqual(left, right, depth: depth + 1) else { return false }
            }
            return true
        default: return left == right
        }
    }

    private mutating func chargeNested(_ count: Int, _ depth: Int) throws(Stop) {
        guard depth <= Self.deepestValue else { throw .fault(.tooManySteps) }
        try charge(count)
    }

    /// Whether the first comes before the second; values without an order are a fault.
    mutating func isLess(_ left: Value, _ right: Value) throws(Stop) -> Bool {
        switch (left, right) {
        case (.int(let left), .int(let right)): return left < right
        case (.string(let left), .string(let right)):
            try charge(bytesOf: left)
            return left.precedes(right)
        case (.bool(let left), .bool(let right)): return !left && right
        case (.date(let left), .date(let right)): return left < right
        case (.time(let left), .time(let right)): return left < right
        case (.moment(let left), .moment(let right)): return left < right
        case (.date(let date), .moment(let moment)):
            return date < moment.date || (date == moment.date && moment.time.minutes > 0)
        case (.moment(let moment), .date(let date)): return moment.date < date
        default: throw .fault(.wrongType)
        }
    }

    mutating func contains(_ item: Value, in container: Value) throws(Stop) -> Bool {
        switch container {
        case .list(let items):
            for element in items {
                try charge(1)
                if try areEqual(item, element) { return true }
            }
            return false
        case .map(let entries):
            guard let key = MapKey(item) else { throw .fault(.wrongType) }
            return entries[key] != nil
        default: throw .fault(.wrongType)
        }
    }

    mutating func isMember(_ item: Value, of keys: Set<MapKey>) throws(Stop) -> Bool {
        if case .string(let text) = item { try charge(bytesOf: text) }
        guard let key = MapKey(item) else { return false }
        return keys.contains(key)
    }

    /// The least or the greatest of a list; of an empty list, unanswered.
    mutating func extreme(of items: [Value], isLeast: Bool) throws(Stop) -> Value {
        guard var best = items.first else { throw .unanswered }
        // Compared with itself first, so that a single item without an order is a fault too.
        for item in items {
            try charge(1)
            if try isLeast ? isLess(item, best) : isLess(best, item) { best = item }
        }
        return best
    }
}
