/// A place in an expression that reads an answer.
package struct Use: Hashable, Sendable {
    /// The slot that is read, or that a field was selected from; nothing where that is not known.
    package let slot: Int?
    /// The field, where this place selects one from a group.
    package let field: FieldUse?
    /// Unicode scalars from the start of the source.
    package let offset: Int
    /// Whether it stands inside `has(…)`, which turns unanswered into no.
    package let inHas: Bool
    /// Whether it stands under an odd number of `!`, as an operand of `!=`, or in the condition of `? :`.
    package let negative: Bool

    /// Makes a use.
    package init(slot: Int?, field: FieldUse? = nil, offset: Int, inHas: Bool = false, negative: Bool = false) {
        self.slot = slot
        self.field = field
        self.offset = offset
        self.inHas = inHas
        self.negative = negative
    }
}

/// A field of a group, by the name of the group's type.
package struct FieldUse: Hashable, Sendable {
    /// The name of the group's type.
    package let record: String
    /// The name of the field.
    package let field: String

    /// Makes a field use.
    package init(record: String, field: String) {
        self.record = record
        self.field = field
    }
}
