import SmartCard

extension DataGroupContent {
    /// The longest file that is read; a written signature is the largest.
    package static let limit = 32_768

    /// Reads the file of a data group. Throws ``EIDError/malformed(_:)`` where it does not follow the standard.
    package init(decoding bytes: ArraySlice<UInt8>, as group: DataGroup) throws(EIDError) {
        guard bytes.count <= DataGroupContent.limit else { throw .malformed("DG\(group.rawValue)", .tooLarge) }
        var reader = try DERReader(bytes, tag: group.tag, "DG\(group.rawValue)")
        self = try DataGroupContent.read(group, from: &reader)
        try reader.finish()
    }

    package init(decoding bytes: [UInt8], as group: DataGroup) throws(EIDError) {
        try self.init(decoding: bytes[...], as: group)
    }

    private static func read(_ group: DataGroup, from reader: inout DERReader) throws(EIDError) -> DataGroupContent {
        switch group {
        case .documentType: return .documentType(try reader.readLetters(2...2))
        case .issuingEntity:
            if try reader.peek() == DER.sequence { return .issuingEntity(.place(try Place(from: &reader))) }
            return .issuingEntity(.state(try reader.readLetters(1...3)))
        case .dateOfExpiry: return .dateOfExpiry(try reader.readDate())
        case .givenNames: return .givenNames(try reader.readName())
        case .familyNames: return .familyNames(try reader.readUTF8())
        case .nomDePlume: return .nomDePlume(try reader.readName())
        case .academicTitle: return .academicTitle(try reader.readName())
        case .dateOfBirth:
            return .dateOfBirth(try PartialDate(digits: try reader.read(DER.numericString), reader.structure))
        case .placeOfBirth: return .placeOfBirth(try GeneralPlace(from: &reader))
        case .nationality:
            let letters = try reader.readLetters(0...3)
            return .nationality(letters.isEmpty ? nil : letters)
        case .sex:
            guard let sex = Sex(rawValue: try reader.readLetters(1...1)) else { throw reader.fault("sex") }
            return .sex(sex)
        case .optionalData: return .optionalData(try reader.readOptionalData())
        case .birthName: return .birthName(try reader.readName())
        case .writtenSignature: return .writtenSignature(Array(try reader.read(DER.octetString)))
        case .dateOfIssuance: return .dateOfIssuance(try reader.readDate())
        case .reserved:
            let content = Array(reader.remaining)
            while !reader.isAtEnd { _ = try reader.readAny() }
            return .reserved(content)
        case .placeOfResidence: return .placeOfResidence(try reader.readPlaces())
        case .municipalityID:
            return .municipalityID(try MunicipalityID(octets: Array(try reader.read(DER.octetString))))
        case .residencePermitI: return .residencePermitI(try CardText(from: &reader))
        case .residencePermitII: return .residencePermitII(try CardText(from: &reader))
        case .phoneNumber: return .phoneNumber(try DER.ascii(try reader.read(DER.printableString), reader.structure))
        case .emailAddress: return .emailAddress(try DER.ascii(try reader.read(DER.ia5String), reader.structure))
        }
    }
}

extension DERReader {
    /// Capital letters and blanks. Source: ICAOString.
    fileprivate mutating func readLetters(_ count: ClosedRange<Int>) throws(EIDError) -> String {
        let bytes = try read(DER.printableString)
        guard count.contains(bytes.count), bytes.allSatisfy({ $0 == 0x20 || (0x41...0x5A).contains($0) }) else {
            throw fault("letters")
        }
        return try DER.ascii(bytes, structure)
    }

    /// A date with all its parts.
    fileprivate mutating func readDate() throws(EIDError) -> CalendarDate {
        guard let date = try PartialDate(digits: try read(DER.numericString), structure).date else {
            throw fault("date")
        }
        return date
    }

    fileprivate mutating func readUTF8() throws(EIDError) -> String {
        try DER.text(try read(DER.utf8String), structure)
    }

    /// A name; nil where the card says that there is none: with nothing, or with hyphens.
    fileprivate mutating func readName() throws(EIDError) -> String? {
        let text = try readUTF8()
        return text.isEmpty || text == DataGroupContent.noName ? nil : text
    }

    fileprivate mutating func readOptionalData() throws(EIDError) -> [DataGroupContent.OptionalData] {
        var set = try open(DER.set, structure)
        var elements: [DataGroupContent.OptionalData] = []
        while !set.isAtEnd {
            var element = try set.open(DER.sequence, structure)
            let type = try element.readOID()
            let data = element.isAtEnd ? [] : Array(try element.readEncoded())
            try element.finish()
            elements.append(DataGroupContent.OptionalData(type: type, data: data))
        }
        return elements
    }

    /// One place, or a set of at least one.
    fileprivate mutating func readPlaces() throws(EIDError) -> [GeneralPlace] {
        guard let set = try readOptional(DER.set) else { return [try GeneralPlace(from: &self)] }
        var inner = DERReader(set, structure)
        var places: [GeneralPlace] = []
        repeat { places.append(try GeneralPlace(from: &inner)) } while !inner.isAtEnd
        return places
    }
}
