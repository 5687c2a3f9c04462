import SmartCard

extension DataGroupContent {
    /// What a card has for somebody without a given name. Source: BSI TR-03127.
    static let noName = "---"

    /// The file of the data group. Throws where a text is longer than what a card may hold compressed.
    package func encoded() throws(EIDError) -> [UInt8] { TLV.encode(group.tag, try encodedContent()) }

    private func encodedContent() throws(EIDError) -> [UInt8] {
        func printable(_ text: String) -> [UInt8] { TLV.encode(DER.printableString, Array(text.utf8)) }
        func date(_ date: CalendarDate) -> [UInt8] { TLV.encode(DER.numericString, PartialDate(date).digits) }
        switch self {
        case .documentType(let code): return printable(code)
        case .issuingEntity(.state(let code)): return printable(code)
        case .issuingEntity(.place(let place)): return place.encoded()
        case .dateOfExpiry(let day), .dateOfIssuance(let day): return date(day)
        case .givenNames(let names): return DER.utf8(names ?? DataGroupContent.noName)
        case .familyNames(let names): return DER.utf8(names)
        case .nomDePlume(let name), .academicTitle(let name), .birthName(let name): return DER.utf8(name ?? "")
        case .dateOfBirth(let day): return TLV.encode(DER.numericString, day.digits)
        case .placeOfBirth(let place): return place.encoded()
        case .nationality(let code): return printable(code ?? "")
        case .sex(let sex): return printable(sex.rawValue)
        case .optionalData(let elements): return DER.setOf(elements.map { DER.sequence(DER.oid($0.type), $0.data) })
        case .writtenSignature(let image): return TLV.encode(DER.octetString, image)
        case .reserved(let content): return content
        case .placeOfResidence(let places):
            guard let first = places.first, places.count == 1 else { return DER.setOf(places.map { $0.encoded() }) }
            return first.encoded()
        case .municipalityID(let key): return TLV.encode(DER.octetString, key.octets)
        case .residencePermitI(let text), .residencePermitII(let text): return try text.encoded()
        case .phoneNumber(let number): return printable(number)
        case .emailAddress(let address): return TLV.encode(DER.ia5String, Array(address.utf8))
        }
    }
}
