/// A data group of the eID application, with its number and its name in the standard.
///
/// Source: BSI TR-03110-4, 2.2.3, table 3.
package enum DataGroup: Int, CaseIterable, Sendable {
    case documentType = 1
    case issuingEntity, dateOfExpiry, givenNames, familyNames, nomDePlume, academicTitle, dateOfBirth
    case placeOfBirth, nationality, sex, optionalData, birthName, writtenSignature, dateOfIssuance
    /// Reserved: no card has it.
    case reserved
    case placeOfResidence, municipalityID, residencePermitI, residencePermitII, phoneNumber, emailAddress

    /// The application that holds the data groups. Source: BSI TR-03110-4, 2.2.1.
    package static let applicationIdentifier: [UInt8] = [0xE8, 0x07, 0x04, 0x00, 0x7F, 0x00, 0x07, 0x03, 0x02]

    /// The standard's name, `familyNames` say.
    package var name: String { "\(self)" }

    /// From the standard's name.
    package init?(name: String) {
        guard let group = DataGroup.allCases.first(where: { $0.name == name }) else { return nil }
        self = group
    }

    package var fileIdentifier: UInt16 { 0x0100 + UInt16(rawValue) }
    package var shortFileIdentifier: UInt8 { UInt8(rawValue) }

    /// The tag around the content: [APPLICATION n].
    package var tag: UInt32 { 0x60 + UInt32(rawValue) }
}
