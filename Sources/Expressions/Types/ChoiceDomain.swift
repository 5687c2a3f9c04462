/// The codes that a choice can have, with their labels and attributes.
///
/// Its identity is its name: two domains of one name are the same domain.
package struct ChoiceDomain: Hashable, Sendable {
    /// The identity, as messages name it.
    package let name: String
    /// The attribute columns that `attribute(choice, "column")` may name.
    package let columns: [String]
    /// The codes to look for a near one in, where the author wrote a wrong one; may be empty.
    package let codes: [String]
    /// Whether this is one of the codes.
    package let contains: @Sendable (String) -> Bool
    /// The label of a code, for `label(choice)`; nothing for an unknown code.
    package let label: @Sendable (String) -> String?
    /// The cell of a code in a column; nothing where there is none.
    package let attribute: @Sendable (_ code: String, _ column: String) -> String?

    /// Makes a domain; `codes` only serves the messages, `contains` decides.
    package init(
        name: String, columns: [String], codes: [String] = [], contains: @escaping @Sendable (String) -> Bool,
        label: @escaping @Sendable (String) -> String?,
        attribute: @escaping @Sendable (_ code: String, _ column: String) -> String?
    ) {
        self.name = name
        self.columns = columns
        self.codes = codes
        self.contains = contains
        self.label = label
        self.attribute = attribute
    }

    /// Whether both have the same name.
    package static func == (left: ChoiceDomain, right: ChoiceDomain) -> Bool { left.name == right.name }

    /// Feeds the name into the hasher.
    package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
