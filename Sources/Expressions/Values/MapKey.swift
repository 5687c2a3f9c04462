/// A key of a map. Source: CEL specification, "Aggregate Values" (keys are yes/no, whole numbers or text).
package enum MapKey: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    case bool(Bool)
    case int(Int)
    case string(String)

    /// The key that this value is, or nothing where it cannot be one.
    package init?(_ value: Value) {
        switch value {
        case .bool(let value): self = .bool(value)
        case .int(let value): self = .int(value)
        case .string(let value): self = .string(value)
        default: return nil
        }
    }

    /// The key as a value.
    package var value: Value {
        switch self {
        case .bool(let key): .bool(key)
        case .int(let key): .int(key)
        case .string(let key): .string(key)
        }
    }

    /// Whether both are the same key, texts by Unicode scalars.
    package static func == (left: MapKey, right: MapKey) -> Bool {
        switch (left, right) {
        case (.bool(let left), .bool(let right)): left == right
        case (.int(let left), .int(let right)): left == right
        case (.string(let left), .string(let right)): left.hasSameScalars(as: right)
        default: false
        }
    }

    /// Feeds the key into the hasher, texts by their bytes.
    package func hash(into hasher: inout Hasher) {
        switch self {
        case .bool(let key): hasher.combine(key)
        case .int(let key): hasher.combine(key)
        case .string(let key): key.hashScalars(into: &hasher)
        }
    }

    /// The kind of key only: answers are never printed.
    package var description: String { value.description }

    /// Empty, so that `dump` and test reports show no answers either.
    package var customMirror: Mirror { Mirror(self, children: []) }
}

extension MapKey: Comparable {
    /// No before yes, yes/no before numbers, numbers before texts; texts by code point.
    package static func < (left: MapKey, right: MapKey) -> Bool {
        switch (left, right) {
        case (.bool(let left), .bool(let right)): !left && right
        case (.int(let left), .int(let right)): left < right
        case (.string(let left), .string(let right)): left.precedes(right)
        case (.bool, _), (.int, .string): true
        default: false
        }
    }
}
