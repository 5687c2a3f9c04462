/// What clerks read on the page and at the command alike.
package enum DeskWords {
    /// How it was established who applies, from the payload's word.
    package static func identification(_ method: String?) -> String {
        switch method {
        case "eid": "Online-Ausweis (PIN)"
        case "on_site": "vor Ort, Ausweis gelesen"
        case "staff": "vor Ort, Lichtbild verglichen"
        case "declaration": "eigene Erklärung"
        case "none": "nicht festgestellt"
        default: "keine Angabe"
        }
    }

    /// In groups of four, as references are given out; what is no reference of ours stays as it is.
    package static func grouped(_ reference: String) -> String {
        let isOurs = reference.utf8.allSatisfy { (48...57).contains($0) || (65...90).contains($0) }
        guard reference.count <= 25, isOurs else { return reference }
        var groups: [Substring] = []
        var rest = Substring(reference)
        while !rest.isEmpty {
            groups.append(rest.prefix(4))
            rest = rest.dropFirst(4)
        }
        return groups.joined(separator: " ")
    }
}
