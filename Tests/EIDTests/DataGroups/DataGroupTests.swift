import EID
import SmartCard
import Testing

/// All data groups, as bytes and as values.
@Suite struct DataGroupTests {
    static func day(_ year: Int, _ month: Int, _ day: Int) -> CalendarDate {
        CalendarDate(year: year, month: month, day: day) ?? CalendarDate(dayNumber: 0).unsafelyUnwrapped
    }

    static let köln = Place(street: "HEIDESTRAẞE 17", city: "KÖLN", country: "D", zipCode: "51147")

    static let vectors: [(String, DataGroupContent)] = [
        ("6104 1302 4944", .documentType("ID")), ("6203 1301 44", .issuingEntity(.state("D"))),
        ("630A 1208 3230333030313031", .dateOfExpiry(day(2030, 1, 1))),
        ("640D 0C0B 4AC3 9652 472D C386 4E45 41", .givenNames("JÖRG-ÆNEA")), ("6405 0C03 2D2D2D", .givenNames(nil)),
        ("6508 0C06 4DC39C 4C4552", .familyNames("MÜLER")), ("6602 0C00", .nomDePlume(nil)),
        ("6706 0C04 44522E20", .academicTitle("DR. ")),
        ("680A 1208 3139363430383132", .dateOfBirth(.init(day(1964, 8, 12)))),
        ("6908 A106 0C04 424F4E4E", .placeOfBirth(.freeText("BONN"))), ("6A03 1301 44", .nationality("D")),
        ("6A02 1300", .nationality(nil)), ("6A05 1303 535952", .nationality("SYR")), ("6B03 1301 46", .sex(.female)),
        ("6B03 1301 20", .sex(.unspecified)),
        ("6C0B 3109 3007 0602 2A03 0101FF", .optionalData([.init(type: OID(1, 2, 3), data: [1, 1, 0xFF])])),
        ("6D04 0C02 C384", .birthName("Ä")), ("6E04 0402 FFD8", .writtenSignature([0xFF, 0xD8])),
        ("6F0A 1208 3230323031313031", .dateOfIssuance(day(2020, 11, 1))), ("7002 0500", .reserved([5, 0])),
        (
            "712D 302B AA12 0C10 4845 4944 4553 5452 41E1 BA9E 4520 3137 AB07 0C05 4BC3 964C 4E AD03 1301 44 AE07 1305 3531313437",
            .placeOfResidence([.structured(köln)])
        ), ("7106 A204 0C02 6B65", .placeOfResidence([.none("ke")])),
        ("710E 310C A104 0C02 4161 A104 0C02 4262", .placeOfResidence([.freeText("Aa"), .freeText("Bb")])),
        ("7309 A107 0C05 41 C3A4 4242", .residencePermitI(CardText("AäBB"))),
        ("7404 A102 0C00", .residencePermitII(CardText(""))),
        ("7508 1306 2B34393232 31", .phoneNumber("+49221")), ("7605 1603 614062", .emailAddress("a@b")),
    ]

    @Test(arguments: vectors)
    func `Each data group is read and written`(hex: String, content: DataGroupContent) throws {
        let bytes = Fixture.hex(hex)
        #expect(try DataGroupContent(decoding: bytes, as: content.group) == content)
        #expect(try content.encoded() == bytes)
    }

    @Test func `Numbers, names, files and tags of the data groups are those of the standard`() {
        #expect(DataGroup.allCases.count == 22)
        for group in DataGroup.allCases {
            #expect(DataGroup(name: group.name) == group)
            #expect(group.fileIdentifier == 0x0100 + UInt16(group.rawValue))
            #expect(group.tag == 0x60 + UInt32(group.rawValue))
        }
        #expect(DataGroup(name: "familyNames")?.rawValue == 5)
        #expect(DataGroup(name: "residencePermitII")?.rawValue == 20)
        #expect(DataGroup(name: "nix") == nil)
    }

    @Test(
        arguments: [
            ("19640812", 1964, 8, 12), ("196408  ", 1964, 8, nil), ("1964    ", 1964, nil, nil),
            ("        ", nil, nil, nil),
            ("    0229", nil, 2, 29),
        ] as [(String, Int?, Int?, Int?)])
    func `Dates of birth may be known in part`(text: String, year: Int?, month: Int?, day: Int?) throws {
        let file = TLV.encode(0x68, TLV.encode(DER.numericString, Array(text.utf8)))
        guard case .dateOfBirth(let date) = try DataGroupContent(decoding: file, as: .dateOfBirth) else {
            Issue.record("no date of birth")
            return
        }
        #expect((date.year, date.month, date.day) == (year, month, day))
        #expect((date.date == nil) == (year == nil || month == nil || day == nil))
        #expect(try DataGroupContent.dateOfBirth(date).encoded() == file)
    }

    @Test func `The latest day that a partial date can be decides about an age`() {
        #expect(PartialDate(year: 1964, month: nil, day: nil)?.latest == Self.day(1964, 12, 31))
        #expect(PartialDate(year: 1964, month: 2, day: nil)?.latest == Self.day(1964, 2, 29))
        #expect(PartialDate(year: 1964, month: 2, day: 3)?.latest == Self.day(1964, 2, 3))
        #expect(PartialDate(year: nil, month: 2, day: 3)?.latest == nil)
    }

    @Test(arguments: ["19641312", "19640230", "1964081", "196408122", "1964 812", "19  0812", "abcd0812", "00000101"])
    func `What is no date is refused`(text: String) {
        let file = TLV.encode(0x68, TLV.encode(DER.numericString, Array(text.utf8)))
        #expect(throws: EIDError.self) { try DataGroupContent(decoding: file, as: .dateOfBirth) }
    }

    @Test func `A date of expiry must be whole`() {
        let file = TLV.encode(0x63, TLV.encode(DER.numericString, Array("203001  ".utf8)))
        #expect(throws: EIDError.self) { try DataGroupContent(decoding: file, as: .dateOfExpiry) }
    }

    @Test(arguments: [
        (5, "6504 0C02 C328"), (5, "6503 0C01 00"), (5, "6504 1302 4141"), (5, "6404 0C02 4141"),
        (5, "6506 0C02 4141 0500"),
        (5, "6504 0C02 4141 00"), (1, "6105 1303 494444"), (1, "6104 1302 6964"), (11, "6B03 1301 58"),
        (17, "7102 3000"), (17, "7102 3100"), (17, "7106 A304 0C02 4141"), (18, "7204 0402 2A00"),
        (18, "7204 0402 0A00"),
        (21, "7503 1301 07"), (19, "7306 A204 0402 FFFF"),
    ])
    func `Content that the standard does not have is refused`(number: Int, hex: String) throws {
        let group = try #require(DataGroup(rawValue: number))
        #expect(throws: EIDError.self) { try DataGroupContent(decoding: Fixture.hex(hex), as: group) }
    }

    @Test func `A compressed text is unpacked, whether its bytes are the text or the string`() throws {
        let text = String(repeating: "Nebenbestimmung: Beschäftigung erlaubt. ", count: 40)
        let content = DataGroupContent.residencePermitI(CardText(text, compressed: true))
        let bytes = try content.encoded()
        #expect(bytes.count < text.utf8.count / 5)
        #expect(try DataGroupContent(decoding: bytes, as: .residencePermitI) == content)
        // zlib's own raw stream (level 9) of 0C 02 48 69: the string with tag and length.
        let tagged = Fixture.hex("740A A208 0406 E361F2C80400")
        #expect(
            try DataGroupContent(decoding: tagged, as: .residencePermitII)
                == .residencePermitII(CardText("Hi", compressed: true)))
    }

    @Test
    func `A text that unpacks to more than any card has is refused, as are cut streams and ones with more behind`()
        throws
    {
        let bomb = try DataGroupContent.residencePermitI(
            CardText(String(repeating: " ", count: 65_536), compressed: true)
        ).encoded()
        #expect(bomb.count < 200)
        #expect(try DataGroupContent(decoding: bomb, as: .residencePermitI).group == .residencePermitI)
        #expect(throws: EIDError.self) {
            try DataGroupContent.residencePermitI(CardText(String(repeating: " ", count: 65_537), compressed: true))
                .encoded()
        }
        // 70,000 blanks in 86 bytes, made with zlib.
        let packed =
            Fixture.hex("EDC13101000000C2A02AEB9FD2129E40") + [1] + [UInt8](repeating: 0, count: 67)
            + Fixture.hex("6F03")
        let file = TLV.encode(0x73, TLV.encode(0xA2, TLV.encode(DER.octetString, packed)))
        #expect(throws: EIDError.malformed("compressed text", .tooLarge)) {
            try DataGroupContent(decoding: file, as: .residencePermitI)
        }
        let packedText = Fixture.hex("E361F2C80400")
        for wrong in [Array(packedText.dropLast()), packedText + [0], [0x07], []] {
            let file = TLV.encode(0x73, TLV.encode(0xA2, TLV.encode(DER.octetString, wrong)))
            #expect(throws: EIDError.self) { try DataGroupContent(decoding: file, as: .residencePermitI) }
        }
    }

    @Test func `The municipality's key is two digits a byte, and has the official key inside`() throws {
        let file = Fixture.hex("7209 0407 02760503150000")
        let key = try MunicipalityID(digits: "02760503150000")
        #expect(try DataGroupContent(decoding: file, as: .municipalityID) == .municipalityID(key))
        #expect(try DataGroupContent.municipalityID(key).encoded() == file)
        #expect(key.amtlicherGemeindeschlüssel == "05315000")
        #expect(try MunicipalityID(octets: []).digits.isEmpty)
        #expect(try MunicipalityID(digits: "02").amtlicherGemeindeschlüssel == nil)
        #expect(throws: EIDError.self) { try MunicipalityID(digits: "0276050315000") }
        #expect(throws: EIDError.self) { try MunicipalityID(digits: "0276x503150000") }
    }

    @Test func `Nothing shows a person's data when it is printed`() throws {
        let contents = Self.vectors.map(\.1)
        var text = ""
        for content in contents {
            text += "\(content) \(String(reflecting: content))"
            dump(content, to: &text)
        }
        dump(Self.köln, to: &text)
        dump(contents, to: &text)
        text += "\(GeneralPlace.structured(Self.köln)) \(CardText("AäBB")) \(PartialDate(Self.day(1964, 8, 12)))"
        for secret in ["JÖRG", "MÜLER", "KÖLN", "HEIDE", "51147", "BONN", "1964", "AäBB", "49221", "a@b", "2030"] {
            #expect(!text.contains(secret), "\(secret)")
        }
    }

    @Test func `No changed bit and no cut makes reading crash`() throws {
        for (hex, content) in Self.vectors {
            let bytes = Fixture.hex(hex)
            for changed in Fixture.flipped(bytes) {
                if let read = try? DataGroupContent(decoding: changed, as: content.group) {
                    #expect(throws: Never.self) { try read.encoded() }
                }
            }
            for length in 0..<bytes.count {
                #expect(throws: EIDError.self) {
                    try DataGroupContent(decoding: Array(bytes.prefix(length)), as: content.group)
                }
            }
        }
    }
}
