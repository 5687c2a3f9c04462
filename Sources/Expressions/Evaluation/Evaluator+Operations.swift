/// Source: CEL specification, "Arithmetic", "Functions"; `date`, `time`, `sum`, `min`, `max`, `days_between`, `age` are ours.
extension Evaluator {
    mutating func apply(_ operation: Code.Unary, to operand: Value) throws(Stop) -> Value {
        switch (operation, operand) {
        case (.not, .bool(let truth)): return .bool(!truth)
        case (.negate, .int(let number)): return .int(try checked((0).subtractingReportingOverflow(number)))
        case (.size, .string(let text)):
            try charge(bytesOf: text)
            return .int(text.unicodeScalars.count)
        case (.size, .list(let items)): return .int(items.count)
        case (.size, .map(let entries)): return .int(entries.count)
        case (.date, .string(let text)):
            guard text.utf8.count == 10, let date = CivilDate(iso: text) else { throw .fault(.badDate) }
            return .date(date)
        case (.time, .string(let text)):
            guard let time = TimeOfDay(iso: text) else { throw .fault(.badTime) }
            return .time(time)
        case (.int, .string(let text)):
            guard text.utf8.count <= 20, let number = Int(text) else { throw .fault(.badNumber) }
            return .int(number)
        case (.year, .date(let date)): return .int(date.year)
        case (.month, .date(let date)): return .int(date.month)
        case (.day, .date(let date)): return .int(date.day)
        case (.year, .moment(let moment)): return .int(moment.date.year)
        case (.month, .moment(let moment)): return .int(moment.date.month)
        case (.day, .moment(let moment)): return .int(moment.date.day)
        case (.sum, .list(let items)): return .int(try sum(items))
        case (.min, .list(let items)): return try extreme(of: items, isLeast: true)
        case (.max, .list(let items)): return try extreme(of: items, isLeast: false)
        default: throw .fault(.wrongType)
        }
    }

    mutating func apply(_ operation: Code.Binary, _ left: Value, _ right: Value) throws(Stop) -> Value {
        switch operation {
        case .equal: return .bool(try areEqual(left, right))
        case .notEqual: return .bool(try !areEqual(left, right))
        case .less: return .bool(try isLess(left, right))
        case .lessOrEqual: return .bool(try !isLess(right, left))
        case .greater: return .bool(try isLess(right, left))
        case .greaterOrEqual: return .bool(try !isLess(left, right))
        case .contained: return .bool(try contains(left, in: right))
        case .add: return try sum(left, right)
        case .subtract, .multiply, .divide, .remainder:
            guard case .int(let left) = left, case .int(let right) = right else { throw .fault(.wrongType) }
            return .int(try calculate(operation, left, right))
        case .index: return try item(of: left, at: right)
        case .contains, .startsWith, .endsWith, .matches:
            guard case .string(let left) = left, case .string(let right) = right else { throw .fault(.wrongType) }
            return .bool(try test(operation, left, right))
        case .daysBetween:
            guard case .date(let left) = left, case .date(let right) = right else { throw .fault(.wrongType) }
            return .int(right.daysSinceEpoch - left.daysSinceEpoch)
        case .age: return .int(try age(left, on: right))
        }
    }

    private func checked(_ result: (partialValue: Int, overflow: Bool)) throws(Stop) -> Int {
        guard !result.overflow else { throw .fault(.overflow) }
        return result.partialValue
    }

    private func calculate(_ operation: Code.Binary, _ left: Int, _ right: Int) throws(Stop) -> Int {
        switch operation {
        case .subtract: return try checked(left.subtractingReportingOverflow(right))
        case .multiply: return try checked(left.multipliedReportingOverflow(by: right))
        default: break
        }
        guard right != 0 else { throw .fault(.divisionByZero) }
        return try checked(
            operation == .divide
                ? left.dividedReportingOverflow(by: right) : left.remainderReportingOverflow(dividingBy: right))
    }

    private mutating func sum(_ left: Value, _ right: Value) throws(Stop) -> Value {
        switch (left, right) {
        case (.int(let left), .int(let right)): return .int(try checked(left.addingReportingOverflow(right)))
        case (.string(let left), .string(let right)):
            try charge(bytesOf: left)
            try charge(bytesOf: right)
            return .string(left + right)
        case (.list(let left), .list(let right)):
            try charge(left.count + right.count)
            return .list(left + right)
        default: throw .fault(.wrongType)
        }
    }

    private mutating func sum(_ items: [Value]) throws(Stop) -> Int {
        try charge(items.count)
        var total = 0
        for item in items {
            guard case .int(let number) = item else { throw .fault(.wrongType) }
            total = try checked(total.addingReportingOverflow(number))
        }
        return total
    }

    private func item(of container: Value, at index: Value) throws(Stop) -> Value {
        switch (container, index) {
        case (.list(let items), .int(let index)):
            guard items.indices.contains(index) else { throw .fault(.indexOutOfRange) }
            return items[index]
        case (.map(let entries), _):
            guard let key = MapKey(index) else { throw .fault(.wrongType) }
            guard let value = entries[key] else { throw .fault(.noSuchKey) }
            return value
        default: throw .fault(.wrongType)
        }
    }

    private mutating func test(_ operation: Code.Binary, _ text: String, _ part: String) throws(Stop) -> Bool {
        try charge(bytesOf: part)
        switch operation {
        case .startsWith: return text.hasScalarPrefix(part)
        case .endsWith: return text.hasScalarSuffix(part)
        case .contains:
            try charge(bytesOf: text)
            return text.containsScalars(of: part)
        default:
            // Compiling is the dear part of a pattern that is only known now.
            try charge(100 + part.utf8.count)
            let pattern: Pattern
            do throws(PatternFault) {
                pattern = try Pattern(part)
            } catch {
                try charge(Pattern.costOfFailure / 8)
                throw .fault(.badPattern)
            }
            try charge(pattern.size / 8)
            return try matches(text, pattern)
        }
    }

    /// Charged by the length of the text and the size of the program, as RE2 may have to walk through both.
    mutating func matches(_ text: String, _ pattern: Pattern) throws(Stop) -> Bool {
        try charge(text.utf8.count * (1 + pattern.size / 64) / 32)
        return pattern.matches(text)
    }

    /// Full years; a partial date of birth counts as its latest possible day.
    private func age(_ birth: Value, on day: Value) throws(Stop) -> Int {
        guard case .date(let day) = day else { throw .fault(.wrongType) }
        switch birth {
        case .date(let birth): return birth.age(on: day)
        case .partialDate(let birth):
            guard let latest = birth.latest else { throw .fault(.badDate) }
            return latest.age(on: day)
        default: throw .fault(.wrongType)
        }
    }
}
