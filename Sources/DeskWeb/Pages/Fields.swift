/// What is wrong in a form: a sentence, and the field that it is about.
struct FieldFault: Sendable {
    let field: String
    let sentence: String
}

/// Parts of forms.
enum Fields {
    /// All that is wrong, above the form, with ways to each field.
    @HTMLBuilder
    static func summary(_ faults: [FieldFault]) -> HTML {
        if !faults.isEmpty {
            element("div", ["class": "faults", "role": "alert", "aria-labelledby": "faults"]) {
                element("h2", ["id": "faults"]) { "Bitte prüfen Sie Ihre Angaben" }
                element("ul") {
                    for fault in faults {
                        element("li") { element("a", ["href": "#\(fault.field)"]) { fault.sentence } }
                    }
                }
            }
        }
    }

    /// A field with its label, a hint and what is wrong with it. The control gets its id and what describes it.
    static func field(
        _ name: String, _ label: String, hint: String? = nil, faults: [FieldFault],
        control: (Attributes) -> HTML
    ) -> HTML {
        let fault = faults.first { $0.field == name }
        let describing = [hint == nil ? nil : name + "-hint", fault == nil ? nil : name + "-fault"].compactMap(\.self)
        return element("div", ["class": fault == nil ? "field" : "field faulty"]) {
            element("label", ["for": name]) { label }
            if let hint { element("p", ["class": "hint", "id": name + "-hint"]) { hint } }
            if let fault { element("p", ["class": "fault", "id": name + "-fault"]) { fault.sentence } }
            control([
                "id": name, "name": name, "aria-invalid": fault == nil ? nil : "true",
                "aria-describedby": describing.isEmpty ? nil : describing.joined(separator: " "),
            ])
        }
    }

    /// A line of a list of facts.
    @HTMLBuilder
    static func fact(_ name: String, _ value: String?) -> HTML {
        if let value {
            element("div") {
                element("dt") { name }
                element("dd") { value }
            }
        }
    }
}
