package import Catalogue
package import Expressions

/// How it was established who applies. Source: PAuswG §§ 18, 18a.
package struct IdentificationNote: Hashable, Sendable {
    package let method: Service.Identification
    package let date: CivilDate

    package init(method: Service.Identification, date: CivilDate) {
        self.method = method
        self.date = date
    }

    /// What the note says where a service asks for this identification, and a card was read or was not.
    package init(required: Service.Identification, cardWasRead: Bool, date: CivilDate) {
        let method: Service.Identification =
            switch required {
            case .eidOrDeclaration: cardWasRead ? .eid : .declaration
            case .eid, .onSite: cardWasRead ? required : .none
            case .none, .declaration, .staff: required
            }
        self.init(method: method, date: date)
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
