/// What is known of a value before it is computed.
package indirect enum ValueType: Hashable, Sendable, CustomStringConvertible {
    /// Anything: checked when the expression is evaluated.
    case dyn
    /// Of the literal `null` only.
    case null
    case bool
    case int
    case string
    case date
    case partialDate
    case time
    case moment
    case list(ValueType)
    /// Key and value.
    case map(ValueType, ValueType)
    case record(RecordType)
    /// A code of a list of choices; stands wherever a text may stand.
    case choice(ChoiceDomain)

    /// The type in plain English, for messages to administrators: "yes/no", "list of text", "choice from 'staat'".
    package var description: String {
        switch self {
        case .dyn: "any value"
        case .null: "null"
        case .bool: "yes/no"
        case .int: "whole number"
        case .string: "text"
        case .date: "date"
        case .partialDate: "partial date"
        case .time: "time of day"
        case .moment: "date with time"
        case .list(.dyn): "list"
        case .list(let element): "list of \(element)"
        case .map(.dyn, .dyn): "map"
        case .map(let key, let value): "map from \(key) to \(value)"
        case .record(let record): "group '\(record.name)'"
        case .choice(let domain): "choice from '\(domain.name)'"
        }
    }
}

extension ValueType {
    /// Text, also in the form of a choice.
    var isText: Bool {
        switch self {
        case .string, .choice, .dyn: true
        default: false
        }
    }

    /// Whether `<` and its like order values of this type.
    var isOrdered: Bool {
        switch self {
        case .dyn, .bool, .int, .string, .choice, .date, .time, .moment: true
        case .null, .partialDate, .list, .map, .record: false
        }
    }

    /// Whether a value of one type may be compared with a value of the other.
    ///
    /// A choice compares with text and with the same choice; a date with a moment (it counts as 00:00 of its day).
    func isComparable(with other: ValueType) -> Bool {
        switch (self, other) {
        case (.dyn, _), (_, .dyn): true
        case (.list(let left), .list(let right)): left.isComparable(with: right)
        case (.map(let leftKey, let left), .map(let rightKey, let right)):
            leftKey.isComparable(with: rightKey) && left.isComparable(with: right)
        case (.choice, .string), (.string, .choice), (.date, .moment), (.moment, .date): true
        default: self == other
        }
    }

    /// The one type that holds values of both, or nothing where there is none but "any value".
    func joined(with other: ValueType) -> ValueType? {
        switch (self, other) {
        case (.dyn, _), (_, .dyn): return .dyn
        case (.choice(let left), .choice(let right)): return left == right ? self : .string
        case (.choice, .string), (.string, .choice): return .string
        case (.list(let left), .list(let right)):
            return left.joined(with: right).map { .list($0) }
        case (.map(let leftKey, let left), .map(let rightKey, let right)):
            guard let key = leftKey.joined(with: rightKey), let value = left.joined(with: right) else { return nil }
            return .map(key, value)
        default: return self == other ? self : nil
        }
    }
}
