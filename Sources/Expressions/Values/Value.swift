/// A value that an expression computes with.
///
/// Texts are equal where their Unicode scalars are equal; Swift's canonical equivalence does not apply. A whole number
/// has 64 bits; money is counted in cents. Source: CEL specification, "Values".
package enum Value: Hashable, Sendable {
    case null
    case bool(Bool)
    case int(Int)
    case string(String)
    case date(CivilDate)
    case partialDate(PartialDate)
    case time(TimeOfDay)
    case moment(Moment)
    case list([Value])
    case map([MapKey: Value])
    /// A group of answers by field; a field that is absent is unanswered.
    case record([String: Value])

    /// Whether both are the same value of the same type.
    package static func == (left: Value, right: Value) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let left), .bool(let right)): left == right
        case (.int(let left), .int(let right)): left == right
        case (.string(let left), .string(let right)): left.hasSameScalars(as: right)
        case (.date(let left), .date(let right)): left == right
        case (.partialDate(let left), .partialDate(let right)): left == right
        case (.time(let left), .time(let right)): left == right
        case (.moment(let left), .moment(let right)): left == right
        case (.list(let left), .list(let right)): left == right
        case (.map(let left), .map(let right)): left == right
        case (.record(let left), .record(let right)): left == right
        default: false
        }
    }

    /// Feeds the value into the hasher, texts by their bytes.
    package func hash(into hasher: inout Hasher) {
        switch self {
        case .null: hasher.combine(0)
        case .bool(let value): hasher.combine(value)
        case .int(let value): hasher.combine(value)
        case .string(let value): value.hashScalars(into: &hasher)
        case .date(let value): hasher.combine(value)
        case .partialDate(let value): hasher.combine(value)
        case .time(let value): hasher.combine(value)
        case .moment(let value): hasher.combine(value)
        case .list(let value): hasher.combine(value)
        case .map(let value): hasher.combine(value)
        case .record(let value): hasher.combine(value)
        }
    }
}

extension Value: CustomStringConvertible, CustomReflectable {
    /// The kind of value only: answers are never printed.
    package var description: String {
        switch self {
        case .null: "<null>"
        case .bool: "<yes/no>"
        case .int: "<whole number>"
        case .string: "<text>"
        case .date: "<date>"
        case .partialDate: "<partial date>"
        case .time: "<time of day>"
        case .moment: "<date with time>"
        case .list: "<list>"
        case .map: "<map>"
        case .record: "<group>"
        }
    }

    /// Empty, so that `dump` and test reports show no answers either.
    package var customMirror: Mirror { Mirror(self, children: []) }
}
