import Catalogue

/// Takes in the parts of an address.
struct AddressIntake {
    let parts: AddressParts
    let municipality: TerminalConfiguration.Municipality

    /// The parts in their normal form, or what is wrong with each.
    func read(_ entered: [AddressParts.Part: String]) -> Result<Answer, Problems> {
        var entered = entered.filter { !$0.value.allSatisfy(\.isWhitespace) }
        splitStreet(&entered)
        if parts.withinMunicipality, entered[.city] == nil { entered[.city] = municipality.city }
        var taken: [AddressParts.Part: String] = [:]
        var problems: [Problem] = []
        for part in parts.parts {
            guard let raw = entered[part] else {
                if part != .addition && !isOptionalAbroad(part, entered) {
                    problems.append(Problem(.missing(part == .country ? .choose : .write), part: part))
                }
                continue
            }
            switch read(raw, part, abroad: isAbroad(entered)) {
            case .success(let text): taken[part] = text
            case .failure(let found): problems += found.all
            }
        }
        if problems.isEmpty { problems += outside(taken) }
        return problems.isEmpty ? .success(.address(taken)) : .failure(Problems(problems))
    }

    /// “Hauptstr. 5 a” in the field of the street is taken apart where the number's own field is empty.
    private func splitStreet(_ entered: inout [AddressParts.Part: String]) {
        guard entered[.houseNumber] == nil, parts.parts.contains(.houseNumber), let line = entered[.street],
            let split = StreetInput.split(streetAndNumber: line)
        else { return }
        entered[.street] = split.street
        entered[.houseNumber] = split.houseNumber
    }

    private func isAbroad(_ entered: [AddressParts.Part: String]) -> Bool {
        guard parts.parts.contains(.country), let country = entered[.country] else { return false }
        if let list = parts.countries { return list.attribute("eid", of: country) != "D" && country != "DE" }
        return !["de", "d", "deutschland", "germany"].contains(SearchFolding.fold(country))
    }

    /// Many places abroad have neither house numbers nor postal codes.
    private func isOptionalAbroad(_ part: AddressParts.Part, _ entered: [AddressParts.Part: String]) -> Bool {
        (part == .houseNumber || part == .postalCode) && isAbroad(entered)
    }

    private func read(_ raw: String, _ part: AddressParts.Part, abroad: Bool) -> Result<String, Problems> {
        switch part {
        case .street: return street(raw)
        case .houseNumber where !abroad: return tagged(HouseNumberInput.parse(raw), part)
        case .postalCode where !abroad: return tagged(PostalCodeInput.parse(raw), part)
        case .country:
            guard let list = parts.countries else { return text(raw, part) }
            return list.contains(raw) ? .success(raw) : .failure([Problem(.addressCountry, part: part)])
        default: return text(raw, part)
        }
    }

    private func text(_ raw: String, _ part: AddressParts.Part) -> Result<String, Problems> {
        tagged(TextInput.normalise(raw, charset: .din91379, maxLength: 80, multiline: false), part)
    }

    private func tagged(_ result: Result<String, InputFault>, _ part: AddressParts.Part) -> Result<String, Problems> {
        result.mapError { [Problem(.input($0), part: part)] }
    }

    /// The street as the list of streets has it, where there is one.
    private func street(_ raw: String) -> Result<String, Problems> {
        tagged(StreetInput.parse(raw), .street).flatMap { street in
            guard let list = parts.streets else { return .success(street) }
            let folded = StreetInput.fold(street)
            let row = (0..<list.count).first { StreetInput.fold(list.label(at: $0, in: .german)) == folded }
            if let row { return .success(list.label(at: row, in: .german)) }
            return .failure([Problem(.addressStreet, ["town": municipality.city], part: .street)])
        }
    }

    /// What lies outside the town, where the address must lie within.
    private func outside(_ taken: [AddressParts.Part: String]) -> [Problem] {
        guard parts.withinMunicipality else { return [] }
        let arguments = [
            "town": municipality.city, "codes": municipality.postalCodes.sorted().joined(separator: ", "),
        ]
        if let code = taken[.postalCode], !municipality.postalCodes.contains(code) {
            return [Problem(.addressOutside, arguments, part: .postalCode)]
        }
        if let city = taken[.city], SearchFolding.fold(city) != SearchFolding.fold(municipality.city) {
            return [Problem(.addressOutside, arguments, part: .city)]
        }
        return []
    }
}
