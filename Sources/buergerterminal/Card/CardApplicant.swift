import Catalogue
import EID
import Expressions
import Forms
import UnicodeText

extension DataGroup {
    /// The data group that holds a field of service files.
    init?(field: EIDField) {
        self =
            switch field {
            case .documentType: .documentType
            case .issuingState: .issuingEntity
            case .dateOfExpiry: .dateOfExpiry
            case .givenNames: .givenNames
            case .familyNames: .familyNames
            case .artisticName: .nomDePlume
            case .doctoralDegree: .academicTitle
            case .dateOfBirth: .dateOfBirth
            case .placeOfBirth: .placeOfBirth
            case .nationality: .nationality
            case .sex: .sex
            case .dateOfIssuance: .dateOfIssuance
            case .birthName: .birthName
            case .placeOfResidence: .placeOfResidence
            case .residencePermitI: .residencePermitI
            case .residencePermitII: .residencePermitII
            case .municipalityID: .municipalityID
            case .phone: .phoneNumber
            case .email: .emailAddress
            }
    }
}

extension VerifiedReading {
    /// What the card says, for the form: every text passes the sanitiser here.
    var applicant: Applicant {
        var fields: [EIDField: Value] = [:]
        for field in EIDField.allCases {
            guard let group = DataGroup(field: field), let content = self[group] else { continue }
            fields[field] = content.value
        }
        return Applicant(fields)
    }
}

extension DataGroupContent {
    /// The value for service files; nothing where the card has the field empty.
    fileprivate var value: Value? {
        switch self {
        case .documentType(let text), .familyNames(let text), .phoneNumber(let text), .emailAddress(let text):
            Self.text(text)
        case .issuingEntity(.state(let text)): Self.text(text)
        case .issuingEntity(.place(let place)): Self.text(place.country)
        case .dateOfExpiry(let date), .dateOfIssuance(let date): CivilDate(date).map(Value.date)
        case .givenNames(let text), .nomDePlume(let text), .academicTitle(let text), .nationality(let text),
            .birthName(let text):
            text.flatMap(Self.text)
        case .dateOfBirth(let date): Self.birth(date)
        case .placeOfBirth(let place): place.value
        case .sex(let sex): sex == .unspecified ? nil : .string(sex.rawValue)
        // The main residence comes first.
        case .placeOfResidence(let places): places.first.flatMap(\.value)
        case .municipalityID(let id): Self.text(id.digits)
        case .residencePermitI(let text), .residencePermitII(let text): Self.text(text.text)
        case .optionalData, .writtenSignature, .reserved: nil
        }
    }

    fileprivate static func text(_ text: String) -> Value? {
        let clean = Sanitiser.sanitise(text)
        return clean.isEmpty ? nil : .string(clean)
    }

    private static func birth(_ date: EID.PartialDate) -> Value? {
        date.year.flatMap { Expressions.PartialDate(year: $0, month: date.month, day: date.day) }
            .map(Value.partialDate)
    }
}

extension GeneralPlace {
    fileprivate var value: Value? {
        switch self {
        case .structured(let place):
            let parts = [
                "street": place.street, "city": place.city, "state": place.state, "country": place.country,
                "zip": place.zipCode,
            ]
            return .record(parts.compactMapValues { $0.flatMap(DataGroupContent.text) })
        case .freeText(let text): return DataGroupContent.text(text).map { .record(["text": $0]) }
        case .none: return nil
        }
    }
}

extension CivilDate {
    /// The same day.
    init?(_ date: CalendarDate) { self.init(year: date.year, month: date.month, day: date.day) }
}

extension CalendarDate {
    /// The same day.
    init?(_ date: CivilDate) { self.init(year: date.year, month: date.month, day: date.day) }
}
