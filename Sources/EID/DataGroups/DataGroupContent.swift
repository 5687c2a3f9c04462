import SmartCard

/// What a data group holds, read into exact types.
///
/// It says nothing about where the bytes come from: only a reading that has authenticated the chip hands it out as what
/// the card says. Texts are valid UTF-8 and otherwise as the card has them.
///
/// Source: BSI TR-03110-4, 2.2.3.1.
package enum DataGroupContent: Hashable, Sendable {
    /// ID, AR, AS, AF, UB or OA.
    case documentType(String)
    case issuingEntity(IssuingEntity)
    case dateOfExpiry(CalendarDate)
    /// Nil for a person without any, for whom the card has “---”.
    case givenNames(String?)
    case familyNames(String)
    case nomDePlume(String?)
    case academicTitle(String?)
    case dateOfBirth(PartialDate)
    case placeOfBirth(GeneralPlace)
    /// ICAO's code of one or three letters; nil on cards from before November 2019, which have it empty.
    case nationality(String?)
    case sex(Sex)
    case optionalData([OptionalData])
    case birthName(String?)
    /// JPEG 2000.
    case writtenSignature([UInt8])
    case dateOfIssuance(CalendarDate)
    case reserved([UInt8])
    /// One place, or several.
    case placeOfResidence([GeneralPlace])
    case municipalityID(MunicipalityID)
    case residencePermitI(CardText)
    case residencePermitII(CardText)
    case phoneNumber(String)
    case emailAddress(String)

    package enum Sex: String, Hashable, Sendable {
        case male = "M"
        case female = "F"
        case unspecified = " "
    }

    package enum IssuingEntity: Hashable, Sendable {
        /// ICAO's code of one or three letters: “D”.
        case state(String)
        case place(Place)
    }

    package struct OptionalData: Hashable, Sendable {
        package let type: OID
        /// As encoded; empty where there is none.
        package let data: [UInt8]

        package init(type: OID, data: [UInt8]) {
            self.type = type
            self.data = data
        }
    }

    package var group: DataGroup {
        switch self {
        case .documentType: .documentType
        case .issuingEntity: .issuingEntity
        case .dateOfExpiry: .dateOfExpiry
        case .givenNames: .givenNames
        case .familyNames: .familyNames
        case .nomDePlume: .nomDePlume
        case .academicTitle: .academicTitle
        case .dateOfBirth: .dateOfBirth
        case .placeOfBirth: .placeOfBirth
        case .nationality: .nationality
        case .sex: .sex
        case .optionalData: .optionalData
        case .birthName: .birthName
        case .writtenSignature: .writtenSignature
        case .dateOfIssuance: .dateOfIssuance
        case .reserved: .reserved
        case .placeOfResidence: .placeOfResidence
        case .municipalityID: .municipalityID
        case .residencePermitI: .residencePermitI
        case .residencePermitII: .residencePermitII
        case .phoneNumber: .phoneNumber
        case .emailAddress: .emailAddress
        }
    }
}

// Nobody sees a person's data by printing a value.
extension DataGroupContent: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "DG\(group.rawValue) \(group.name) (redacted)" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
extension GeneralPlace: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "a place (redacted)" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
extension Place: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "a place (redacted)" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
extension PartialDate: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "a date of birth (redacted)" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
extension CardText: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "a text (redacted)" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
extension MunicipalityID: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "a municipality (redacted)" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
