import EID
import Yams

/// Reads the data groups of a persona.
///
/// | names | values |
/// |---|---|
/// | `documentType` | ID, AR, AS, AF, UB or OA |
/// | `issuingEntity`, `nationality` | one or three capital letters, or "" for an old card without nationality |
/// | `dateOfExpiry`, `dateOfIssuance` | "2032-03-14" |
/// | `dateOfBirth` | "1964-08-12", or as much as is known: "1995-01", "1979", "" |
/// | `givenNames` | a text, "---" for somebody who has none |
/// | `familyNames`, `nomDePlume`, `academicTitle`, `birthName`, `phoneNumber`, `emailAddress` | a text, which may be "" |
/// | `placeOfBirth`, `placeOfResidence` | `{street, city, state, country, zipCode}`, `{text: …}` or `{none: …}`; a residence may be a list of such |
/// | `sex` | M, F or " " |
/// | `municipalityID` | an even number of digits in quotes |
/// | `residencePermitI`, `residencePermitII` | a text, or `{compressed: …}` |
struct DataGroupReader {
    private(set) var faults: [PersonaFault] = []
    private let file: String

    init(file: String) { self.file = file }

    /// The groups in the order of their numbers.
    mutating func read(_ node: Node) -> [DataGroupContent] {
        guard case .mapping(let mapping) = node else {
            fault(node, "dataGroups holds names of data groups with their values, such as documentType: ID.")
            return []
        }
        var contents: [DataGroupContent] = []
        for (key, value) in mapping {
            guard let group = key.scalar.flatMap({ DataGroup(name: $0.string) }) else {
                let names = DataGroup.allCases.map(\.name).joined(separator: ", ")
                fault(key, "\(key.scalar?.string ?? "This") is no data group. There are: \(names).")
                continue
            }
            if let content = content(of: group, value) { contents.append(content) }
        }
        return contents.sorted { $0.group.rawValue < $1.group.rawValue }
    }

    private mutating func content(of group: DataGroup, _ node: Node) -> DataGroupContent? {
        switch group {
        case .documentType:
            let code = text(node, "two capital letters, such as ID or AR") {
                $0.utf8.count == 2 && DataGroupReader.isCapitals($0)
            }
            return code.map { .documentType($0) }
        case .issuingEntity: return country(node).map { .issuingEntity(.state($0)) }
        case .nationality:
            if node.scalar?.string == "" { return .nationality(nil) }
            return country(node).map { .nationality($0) }
        case .dateOfExpiry: return date(node).map { .dateOfExpiry($0) }
        case .dateOfIssuance: return date(node).map { .dateOfIssuance($0) }
        case .dateOfBirth: return partialDate(node).map { .dateOfBirth($0) }
        case .givenNames:
            let names = text(node, "a text, or --- for none") { !$0.isEmpty }
            return names.map { .givenNames($0 == "---" ? nil : $0) }
        case .familyNames: return text(node, "a text").map { .familyNames($0) }
        case .nomDePlume: return optionalText(node).map { .nomDePlume($0) }
        case .academicTitle: return optionalText(node).map { .academicTitle($0) }
        case .birthName: return optionalText(node).map { .birthName($0) }
        case .phoneNumber: return text(node, "a text").map { .phoneNumber($0) }
        case .emailAddress: return text(node, "a text").map { .emailAddress($0) }
        case .placeOfBirth: return place(node).map { .placeOfBirth($0) }
        case .placeOfResidence:
            guard case .sequence(let sequence) = node else { return place(node).map { .placeOfResidence([$0]) } }
            return .placeOfResidence(sequence.compactMap { place($0) })
        case .sex:
            guard let sex = node.scalar.flatMap({ DataGroupContent.Sex(rawValue: $0.string) }) else {
                fault(node, "sex is M, F or a blank in quotes.")
                return nil
            }
            return .sex(sex)
        case .municipalityID:
            guard let text = text(node, "an even number of digits in quotes") else { return nil }
            do throws(EIDError) { return .municipalityID(try MunicipalityID(digits: text)) } catch {
                fault(node, "municipalityID has an even number of digits, at most 32, in quotes.")
                return nil
            }
        case .residencePermitI: return permit(node).map { .residencePermitI($0) }
        case .residencePermitII: return permit(node).map { .residencePermitII($0) }
        case .optionalData, .writtenSignature, .reserved:
            fault(node, "\(group.name) is on no German card: leave it out.")
            return nil
        }
    }

    private mutating func text(
        _ node: Node, _ wanted: String, _ isRight: (String) -> Bool = { _ in true }
    ) -> String? {
        guard let text = node.scalar?.string, isRight(text) else {
            fault(node, "Here stands \(wanted).")
            return nil
        }
        return text
    }

    /// Nil where the node is no text; a text of nothing is nothing.
    private mutating func optionalText(_ node: Node) -> String?? {
        guard let text = text(node, "a text, which may be empty") else { return nil }
        return .some(text.isEmpty ? nil : text)
    }

    private static func isCapitals(_ text: String) -> Bool { text.utf8.allSatisfy { (0x41...0x5A).contains($0) } }

    private mutating func country(_ node: Node) -> String? {
        text(node, "a country by ICAO's letters: D for Germany, three capitals for others") {
            [1, 3].contains($0.utf8.count) && DataGroupReader.isCapitals($0)
        }
    }

    private mutating func date(_ node: Node) -> CalendarDate? {
        guard let date = partialDate(node) else { return nil }
        guard let day = date.date else {
            fault(node, "Here stands a whole date, such as \"2032-03-14\".")
            return nil
        }
        return day
    }

    private mutating func partialDate(_ node: Node) -> PartialDate? {
        let parts = (node.scalar?.string ?? "-").split(separator: "-", omittingEmptySubsequences: true).map { Int($0) }
        let isSpelled = node.scalar != nil && parts.count <= 3 && !parts.contains(nil)
        let known = parts + [Int?](repeating: nil, count: max(0, 3 - parts.count))
        guard isSpelled, let date = PartialDate(year: known[0], month: known[1], day: known[2]) else {
            fault(node, "Here stands a date of the calendar in quotes, such as \"1964-08-12\".")
            return nil
        }
        return date
    }

    private mutating func permit(_ node: Node) -> CardText? {
        guard case .mapping(let mapping) = node else { return text(node, "a text").map { CardText($0) } }
        guard let text = mapping["compressed"]?.scalar?.string, mapping.count == 1 else {
            fault(node, "Here stands a text, or compressed: and a text.")
            return nil
        }
        return CardText(text, compressed: true)
    }

    private mutating func place(_ node: Node) -> GeneralPlace? {
        guard case .mapping(let mapping) = node else {
            fault(node, "A place is written {city: …, country: …}, {text: …} or {none: …}.")
            return nil
        }
        var parts: [String: String] = [:]
        for (key, value) in mapping {
            guard let name = key.scalar?.string, let text = value.scalar?.string,
                ["street", "city", "state", "country", "zipCode", "text", "none"].contains(name)
            else {
                fault(key, "A place has street, city, state, country and zipCode, or text, or none.")
                return nil
            }
            parts[name] = text
        }
        if let text = parts["text"], parts.count == 1 { return .freeText(text) }
        if let text = parts["none"], parts.count == 1 { return GeneralPlace.none(text) }
        guard let city = parts["city"], let country = parts["country"], parts["text"] == nil, parts["none"] == nil,
            [1, 3].contains(country.utf8.count), DataGroupReader.isCapitals(country)
        else {
            fault(node, "A place by its parts has at least a city, and a country by ICAO's letters (D for Germany).")
            return nil
        }
        return .structured(
            Place(
                street: parts["street"], city: city, state: parts["state"], country: country,
                zipCode: parts["zipCode"]))
    }

    private mutating func fault(_ node: Node, _ message: String) {
        faults.append(PersonaFault(file: file, node: node, message: message))
    }
}
