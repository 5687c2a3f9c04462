package import Catalogue
package import Expressions

/// Who applies, as a card tells it: values by field, nothing for what the card does not have.
package struct Applicant: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
    private let fields: [EIDField: Value]

    /// Values of another type than their field has are left out.
    package init(_ fields: [EIDField: Value]) {
        self.fields = fields.filter { field, value in
            switch (field.type, value) {
            case (.string, .string), (.date, .date), (.partialDate, .partialDate), (.record, .record): true
            default: false
            }
        }
    }

    package subscript(field: EIDField) -> Value? { fields[field] }

    /// The values, for the journal.
    var values: [EIDField: Value] { fields }

    /// Never what the card says.
    package var description: String { "Applicant(redacted)" }

    package var customMirror: Mirror { Mirror(self, children: []) }
}
