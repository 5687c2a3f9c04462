/// Which parts an address question asks and where they must lie.
package struct AddressParts: Sendable {
    package enum Part: String, Codable, CodingKeyRepresentable, Sendable, CaseIterable {
        case street
        case houseNumber = "house_number"
        case addition
        case postalCode = "postal_code"
        case city, country
    }

    package let parts: [Part]
    package let withinMunicipality: Bool
    package let streets: CodeList?
    package let countries: CodeList?
    /// The indices of address questions that can be taken over.
    package let copyFrom: [Int]

    package static let defaultParts: [Part] = Part.allCases.filter { $0 != .country }
}
