import Catalogue
import EID

extension DataGroupContent {
    /// The content as JSON: texts as they are, dates as 1964-08-12 without the parts that are unknown, bytes as
    /// hexadecimal digits, null for “there is none”.
    var json: JSONValue {
        switch self {
        case .documentType(let text), .familyNames(let text), .phoneNumber(let text), .emailAddress(let text):
            .string(text)
        case .issuingEntity(.state(let text)): .string(text)
        case .issuingEntity(.place(let place)): place.json
        case .dateOfExpiry(let date), .dateOfIssuance(let date): .string("\(date)")
        case .givenNames(let text), .nomDePlume(let text), .academicTitle(let text), .nationality(let text),
            .birthName(let text):
            text.map(JSONValue.string) ?? .null
        case .dateOfBirth(let date): .string(date.text)
        case .placeOfBirth(let place): place.json
        case .sex(let sex): .string(sex.rawValue)
        case .optionalData(let items):
            .array(items.map { ["type": .string("\($0.type)"), "data": .string($0.data.hexadecimal)] })
        case .writtenSignature(let bytes), .reserved(let bytes): .string(bytes.hexadecimal)
        case .placeOfResidence(let places): .array(places.map(\.json))
        case .municipalityID(let id): .string(id.digits)
        case .residencePermitI(let text), .residencePermitII(let text): .string(text.text)
        }
    }
}

extension GeneralPlace {
    fileprivate var json: JSONValue {
        switch self {
        case .structured(let place): place.json
        case .freeText(let text): ["text": .string(text)]
        case .none(let text): ["none": .string(text)]
        }
    }
}

extension EID.Place {
    fileprivate var json: JSONValue {
        [
            "street": street.map(JSONValue.string) ?? .null, "city": .string(city),
            "state": state.map(JSONValue.string) ?? .null, "country": .string(country),
            "zipCode": zipCode.map(JSONValue.string) ?? .null,
        ]
    }
}

extension PartialDate {
    /// ISO 8601 with reduced precision: 1964-08-12, 1964-08, 1964, or nothing.
    fileprivate var text: String {
        if let date { return "\(date)" }
        guard let year else { return "" }
        let digits = String(year)
        let padded = String(repeating: "0", count: 4 - digits.count) + digits
        return month.map { "\(padded)-\($0 < 10 ? "0" : "")\($0)" } ?? padded
    }
}
