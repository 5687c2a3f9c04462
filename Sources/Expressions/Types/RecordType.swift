/// The fields of a group of answers, with their types.
///
/// Its identity is its name: two types of one name are the same type.
package struct RecordType: Hashable, Sendable {
    /// The identity, as messages name it.
    package let name: String
    /// The types by field name.
    package let fields: [String: ValueType]

    /// Makes the type of a group.
    package init(name: String, fields: [String: ValueType]) {
        self.name = name
        self.fields = fields
    }

    /// Whether both have the same name.
    package static func == (left: RecordType, right: RecordType) -> Bool { left.name == right.name }

    /// Feeds the name into the hasher.
    package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
