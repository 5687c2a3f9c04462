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

    /// Never what the card says.
    package var description: String { "Applicant(redacted)" }

    package var customMirror: Mirror { Mirror(self, children: []) }
}

/// How it was established who applies. Source: PAuswG §§ 18, 18a.
package struct IdentificationNote: Hashable, Sendable {
    package let method: Service.Identification
    package let date: CivilDate

    package init(method: Service.Identification, date: CivilDate) {
        self.method = method
        self.date = date
    }

    var json: JSONValue {
        switch method {
        case .onSite:
            ["method": "on_site", "photoCompared": true, "dataReadOnSite": true, "date": .string(date.description)]
        case .staff: ["method": "staff", "photoCompared": true, "date": .string(date.description)]
        default: ["method": .string(method.rawValue), "date": .string(date.description)]
        }
    }
}
