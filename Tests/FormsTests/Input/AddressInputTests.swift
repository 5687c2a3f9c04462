import Forms
import Testing

@Suite("Plates and addresses")
struct AddressInputTests {
    @Test(
        "Plates are written in one way",
        arguments: [
            ("GR-AB 123", "GR-AB 123"), ("gr ab 123", "GR-AB 123"), ("GR AB123E", "GR-AB 123E"),
            ("GR-AB 12H", "GR-AB 12H"),
            ("GR-AB 123 E", "GR-AB 123E"), ("LÖB-X 1", "LÖB-X 1"), ("löb x1", "LÖB-X 1"), ("LO\u{308}B-X 1", "LÖB-X 1"),
            ("B-A 1", "B-A 1"), ("b a1", "B-A 1"), ("GR-1234", "GR-1234"), ("Y-123456", "Y-123456"),
            ("Y 123456", "Y-123456"),
            ("Y123456", "Y-123456"), ("GR–AB–123", "GR-AB 123"), ("M-XY 9999", "M-XY 9999"),
            ("FÜ AB 1234", "FÜ-AB 1234"),
            ("GR-06123", "GR-06123"), ("GRZ-AB 123", "GRZ-AB 123"), ("THW-80123", "THW-80123"),
            ("M·AB·1234", "M-AB 1234"),
            ("WÜM-AB 123", "WÜM-AB 123"),
        ] as [(String, String)])
    func plates(_ raw: String, _ plate: String) {
        #expect(PlateInput.parse(raw) == .success(plate))
    }

    @Test(
        "What is no plate says how to write it",
        arguments: [
            ("GRAB123", InputFault.plateSeparator), ("GRAB 123", .plateSeparator), ("GRA 123", .plateSeparator),
            ("GR 1234", .plateSeparator), ("GRAB-123", .plateSeparator), ("BA1", .plateSeparator),
            ("GR123", .plateSeparator), ("GRZ-AB 1234", .plateTooLong), ("GR-AB 12345", .plateTooLong),
            ("GRZ-AB 123E", .plateTooLong), ("GR-ABC 1", .plateExpected), ("GR-ÄB 1", .plateExpected),
            ("123", .plateExpected),
            ("GR-AB", .plateExpected), ("GR-AB 0123", .plateExpected), ("GR-AB 123X", .plateExpected), ("", .empty),
            ("ABCD-E 1", .plateExpected), ("GR-AB 12/3", .plateExpected), ("ß-A 1", .plateExpected),
            ("--", .plateExpected),
            ("Y-1234567", .plateTooLong), ("МР-АВ 123", .plateExpected),
        ] as [(String, InputFault)])
    func notPlates(_ raw: String, _ fault: InputFault) {
        #expect(PlateInput.parse(raw) == .failure(fault))
    }

    @Test(
        "Postal codes keep their leading zero",
        arguments: ["02826", " 02826 ", "D-02826", "D 02826", "d02826", "DE-02826", "DE 02826", "0 28 26"])
    func postalCodes(_ raw: String) {
        #expect(PostalCodeInput.parse(raw) == .success("02826"))
    }

    @Test(
        "What is no postal code says so",
        arguments: [
            ("2826", InputFault.postalCodeExpected), ("028266", .postalCodeExpected), ("00000", .postalCodeUnknown),
            ("O2826", .postalCodeExpected), ("A-1010", .postalCodeExpected), ("", .empty), ("D-", .postalCodeExpected),
            ("00123", .postalCodeUnknown), ("０２８２６", .postalCodeExpected),
        ] as [(String, InputFault)])
    func notPostalCodes(_ raw: String, _ fault: InputFault) {
        #expect(PostalCodeInput.parse(raw) == .failure(fault))
    }

    @Test(
        "House numbers are written in one way",
        arguments: [
            ("5", "5"), ("5a", "5a"), ("5 a", "5a"), ("5A", "5a"), ("12-14", "12-14"), ("12 – 14", "12-14"),
            ("12a-14 B", "12a-14b"),
            ("7 1/2", "7 1/2"), ("3/4", "3/4"), ("12/1a", "12/1a"), ("10 Haus B", "10 Haus B"), ("Nr. 5", "5"),
            ("Nummer 5 a", "5a"),
            ("05", "5"), ("5 + 7", "5 + 7"), ("1234", "1234"), ("5a 1/2", "5a 1/2"), ("10 Hinterhaus", "10 Hinterhaus"),
        ] as [(String, String)])
    func houseNumbers(_ raw: String, _ number: String) {
        #expect(HouseNumberInput.parse(raw) == .success(number))
    }

    @Test(
        "What is no house number says so",
        arguments: [
            ("a", InputFault.houseNumberExpected), ("0", .houseNumberExpected), ("000", .houseNumberExpected),
            ("-5", .houseNumberExpected),
            ("", .empty), ("Haus B", .houseNumberExpected), ("5 🏠", .houseNumberExpected),
            ("Nr.", .houseNumberExpected),
            ("5 Hinterhaus links unten", .textTooLong(max: 20)),
        ] as [(String, InputFault)])
    func notHouseNumbers(_ raw: String, _ fault: InputFault) {
        #expect(HouseNumberInput.parse(raw) == .failure(fault))
    }

    @Test(
        "A house number typed with the street is taken off it",
        arguments: [
            ("Hauptstr. 5 a", "Hauptstr.", "5a"), ("Hauptstraße 5", "Hauptstraße", "5"),
            ("Hauptstr.5a", "Hauptstr.", "5a"),
            ("Straße des 17. Juni 135", "Straße des 17. Juni", "135"), ("Am Markt 3/4", "Am Markt", "3/4"),
            ("Hauptstraße, 12 – 14", "Hauptstraße", "12-14"), ("Allee 7 1/2", "Allee", "7 1/2"), ("Q3 12", "Q3", "12"),
            ("Straße 12 5", "Straße 12", "5"), ("Platz der Republik 1", "Platz der Republik", "1"),
            ("Straße des 18. Oktober 5", "Straße des 18. Oktober", "5"),
        ] as [(String, String, String)])
    func splits(_ raw: String, _ street: String, _ number: String) {
        let parts = StreetInput.split(streetAndNumber: raw)
        #expect(parts?.street == street)
        #expect(parts?.houseNumber == number)
    }

    @Test(
        "A street without a house number stays whole",
        arguments: [
            "Straße des 17. Juni", "Hauptstraße", "5", "", "Hauptstr. 5 a b c", "12 5", "a\u{202E} 5", "Am Markt 0",
        ])
    func keepsWhole(_ raw: String) {
        #expect(StreetInput.split(streetAndNumber: raw) == nil)
    }

    @Test(
        "Streets are the same however they are written",
        arguments: [
            (
                "Berliner Straße",
                [
                    "Berliner Str.", "berliner-str", "BERLINER STRASSE", "Berlinerstraße", "Berliner  Strasse",
                    "Berliner-Straße",
                ]
            ),
            ("Löbauer Straße", ["Loebauer Str.", "LÖBAUER STR", "Lo\u{308}bauer straße"]),
            ("Straße des 17. Juni", ["Str. des 17. Juni", "Strasse des 17 Juni"]),
            ("Sankt-Jonas-Platz", ["Sankt Jonas Platz", "sankt jonas-platz"]), ("Am Strand", ["am strand"]),
        ] as [(String, [String])])
    func folds(_ name: String, _ others: [String]) {
        for other in others { #expect(StreetInput.fold(other) == StreetInput.fold(name)) }
    }

    @Test("Different streets stay different")
    func foldsApart() {
        #expect(StreetInput.fold("Bergstraße") != StreetInput.fold("Burgstraße"))
        #expect(StreetInput.fold("Am Strand") != StreetInput.fold("Am Straßeand"))
    }

    @Test("A street has a name")
    func streets() {
        #expect(StreetInput.parse(" Straße  des 17. Juni ") == .success("Straße des 17. Juni"))
        #expect(StreetInput.parse("Q3") == .success("Q3"))
        #expect(StreetInput.parse("17") == .failure(.streetExpected))
        #expect(StreetInput.parse("Улица") == .failure(.textLetter("У")))
        #expect(StreetInput.parse(String(repeating: "a", count: 56)) == .failure(.textTooLong(max: 55)))
    }
}
