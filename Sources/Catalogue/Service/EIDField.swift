package import Expressions

/// What a card can tell of the applicant, by the names that service files use.
///
/// Source: BSI TR-03110-4, 2.2 (data groups of the eID application).
package enum EIDField: String, Sendable, CaseIterable {
    case documentType, issuingState, dateOfExpiry, givenNames, familyNames, artisticName, doctoralDegree, dateOfBirth,
        placeOfBirth, nationality, sex, dateOfIssuance, birthName, placeOfResidence, residencePermitI,
        residencePermitII, municipalityID, phone, email

    /// Its type in expressions; a place is a group of texts.
    package var type: ValueType {
        switch self {
        case .dateOfBirth: .partialDate
        case .dateOfExpiry, .dateOfIssuance: .date
        case .placeOfBirth, .placeOfResidence: .record(Self.placeType)
        default: .string
        }
    }

    /// Its slot in expressions: negative, so that it never is an element's.
    package var slot: Int { Slot.firstEID - (Self.allCases.firstIndex(of: self) ?? 0) }

    /// The field that this slot means.
    package init?(slot: Int) {
        let position = Slot.firstEID - slot
        guard Self.allCases.indices.contains(position) else { return nil }
        self = Self.allCases[position]
    }

    /// The parts of a place; `text` where the card has it as free text.
    package static let placeType = RecordType(
        name: "place",
        fields: Dictionary(
            uniqueKeysWithValues: ["street", "city", "state", "country", "zip", "text"].map { ($0, .string) }))
}

/// The slots in expressions that are no element's.
package enum Slot {
    /// The answer being checked.
    package static let this = -1
    /// The position of the item in its repeat, from 0.
    package static let index = -2
    package static let firstEID = -100
}
