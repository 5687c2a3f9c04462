import Catalogue
import Expressions
import Forms
import Testing

/// What the types of questions take, and how it stands in the payload.
@Suite struct QuestionTests {
    static let pages = """
        - id: a
          title: ~A~
          questions:
            - {id: text, type: text, max_length: 5, label: ~Text~, required: false}
            - {id: int, type: int, min: 1, max: 9, label: ~Int~, required: false}
            - {id: euro, type: euro, label: ~Euro~, required: false, name: betrag}
            - {id: date, type: date, label: ~Datum~, required: false}
            - {id: partial, type: partial_date, label: ~Teil~, required: false}
            - {id: time, type: time, label: ~Zeit~, required: false}
            - {id: bool, type: bool, label: ~Ja~, required: false}
            - id: choice
              type: choice
              label: ~Wahl~
              required: false
              other: true
              options: [{value: x, label: ~Ix~}, {value: y, label: ~Ypsilon~, show_if: a.bool}]
            - id: multi
              type: multi
              label: ~Viele~
              required: false
              min_select: 1
              max_select: 2
              options: [{value: p, label: ~Pe~}, {value: q, label: ~Qu~}, {value: r, label: ~Er~}]
            - {id: email, type: email, label: ~Mail~, required: false}
            - {id: phone, type: phone, label: ~Fon~, required: false}
            - {id: iban, type: iban, label: ~IBAN~, required: false}
            - {id: plate, type: plate, label: ~Kz~, required: false}
            - {id: file, type: file, provide: [scan, later], label: ~Datei~, required: false}
            - {id: sign, type: signature, label: ~Unterschrift~, required: false}
            - {id: agree, type: declaration, version: "2", label: ~Einverstanden~}
            - {id: hint, type: note, label: ~Hinweis~}
        """

    static let good: [(String, Entry, JSONValue)] = [
        ("text", Entry.text(" ab  c "), "ab c" as JSONValue), ("int", .text("7"), 7), ("betrag", .text("12,5"), 1250),
        ("date", .text("1.2.2026"), "2026-02-01"), ("partial", .text("2.1985"), "1985-02"),
        ("time", .text("9:05"), "09:05"), ("bool", .flag(false), false), ("choice", .choice(.code("x")), "x"),
        ("choice", .choice(.other("Z")), ["other": "Z"]), ("multi", .choices([.code("q"), .code("p")]), ["q", "p"]),
        ("multi", .text("r"), ["r"]), ("email", .text("A@Example.org"), "A@example.org"),
        ("phone", .text("0351 / 123456"), "+49351123456"),
        ("iban", .text("de89 3704 0044 0532 0130 00"), "DE89370400440532013000"),
        ("plate", .text("gr ab 12"), "GR-AB 12"), ("file", .document(.later), ["provide": "later"]),
        (
            "file", .document(.attachments([Attachment(id: "1", name: "a.pdf", mimeType: "", hash: "")])),
            ["provide": "attached", "attachments": [["id": "1", "name": "a.pdf"]]]
        ), ("sign", .document(.onPaper), ["provide": "on_paper"]),
        ("agree", .flag(true), ["agreed": true, "version": "2"]),
    ]

    @Test(arguments: good)
    func `An answer stands in the payload in its normal form`(name: String, entry: Entry, value: JSONValue) throws {
        var form = try TestService(Self.pages).form()
        let id = name == "betrag" ? "euro" : name
        #expect(!form.answer("a.\(id)", entry).contains(.ignored))
        #expect(!form.faulty.contains("a.\(id)"))
        #expect(form.payload("a.\(name)") == value)
    }

    static let bad: [(String, Entry)] = [
        ("text", Entry.text("abcdef")), ("int", .text("10")), ("choice", .choice(.code("z"))),
        ("choice", .choice(.code("y"))), ("multi", .choices([])),
        ("multi", .choices([.code("p"), .code("q"), .code("r")])), ("multi", .choices([.code("p"), .code("p")])),
        ("multi", .choices([.code("z")])), ("file", .document(.byPost)), ("file", .document(.attachments([]))),
        ("file", .document(.onPaper)), ("agree", .flag(false)), ("bool", .choice(.code("x"))), ("int", .flag(true)),
        ("sign", .text("x")), ("multi", .choices([.other("frei")])),
    ]

    @Test(arguments: bad)
    func `An answer that cannot be taken is told, also where none is required`(id: String, entry: Entry) throws {
        let probe = try TestService(Self.pages)
        var form = try probe.form()
        form.answer("a.agree", .flag(true))
        form.answer("a.\(id)", entry)
        #expect(form.faulty == ["a.\(id)"])
        for language in [Language.german, .easyGerman, .english] {
            let told = form.told(.error, probe.configuration.texts, language)
            #expect(told.allSatisfy { $0.count > "a.\(id): ".count && !$0.contains("form.") })
        }
    }

    @Test func `A note and a computation take no answer`() throws {
        var form = try TestService(Self.pages).form()
        #expect(form.answer("a.hint", "x") == [.ignored])
        #expect(form.answer("a", "x") == [.ignored])
    }

    @Test func `An option that is hidden later is gone, and back with its condition`() throws {
        var form = try TestService(Self.pages).form()
        form.answer("a.agree", .flag(true))
        form.answer("a.bool", "ja")
        form.answer("a.choice", "y")
        #expect(form.faulty.isEmpty)
        form.answer("a.bool", "nein")
        #expect(form.faulty == ["a.choice"])
        form.answer("a.bool", "ja")
        #expect(form.faulty.isEmpty)
    }

    private static let addresses = """
        - id: a
          title: ~A~
          questions:
            - {id: hier, type: address, within: municipality, street_codelist: strasse, label: ~Hier~}
            - {id: dort, type: address, label: ~Dort~, copy_from: [a.hier], required: false}
            - id: welt
              type: address
              label: ~Welt~
              required: false
              parts: [street, house_number, postal_code, city, country]
              country_codelist: staat
        """

    @Test func `An address in town takes the street list's spelling and fills in the town`() throws {
        var form = try TestService(Self.addresses).form()
        form.answer("a.hier", .parts([.street: "lindenallee 3 a", .postalCode: "09997"]))
        #expect(form.faulty.isEmpty)
        #expect(
            form.payload("a.hier") == [
                "street": "Lindenallee", "house_number": "3a", "postal_code": "09997", "city": "Ahornbach",
            ])
    }

    static let badAddresses: [([AddressParts.Part: String], String)] = [
        (
            [AddressParts.Part.street: "Nirgendweg", .houseNumber: "1", .postalCode: "09997"],
            "Straße: Diese Straße gibt es"
        ),
        ([.street: "Markt", .houseNumber: "1", .postalCode: "01067"], "Postleitzahl: Die Anschrift muss in Ahornbach"),
        ([.street: "Markt", .houseNumber: "1", .postalCode: "09997", .city: "Bonn"], "Ort: Die Anschrift muss"),
        ([.street: "Markt", .postalCode: "09997"], "Hausnummer: Füllen Sie dieses Feld aus."),
    ]

    @Test(arguments: badAddresses)
    func `What is wrong with an address is told with its part`(
        parts: [AddressParts.Part: String], beginning: String
    ) throws {
        let probe = try TestService(Self.addresses)
        var form = try probe.form()
        form.answer("a.hier", .parts(parts))
        let told = form.told(.error, probe.configuration.texts)
        #expect(told.count == 1)
        #expect(told.first?.hasPrefix("a.hier: " + beginning) == true)
    }

    @Test func `An address given before can be taken over, each once`() throws {
        var form = try TestService(Self.addresses).form()
        let dort = try #require(form.view("a.dort"))
        guard case .address(let parts) = dort.question.kind else { throw TestService.Unsound(faults: []) }
        #expect(form.copies(for: parts, at: dort.position).isEmpty)
        form.answer("a.hier", .parts([.street: "Markt", .houseNumber: "1", .postalCode: "09997"]))
        let copies = form.copies(for: parts, at: dort.position)
        #expect(copies.count == 1)
        form.answer("a.dort", .parts(copies.first?.parts ?? [:]))
        #expect(form.payload("a.dort") == form.payload("a.hier"))
    }

    @Test func `Abroad there need be neither number nor postal code; the country is one of the list`() throws {
        var form = try TestService(Self.addresses).form()
        form.answer("a.welt", .parts([.street: "Main Street", .city: "Dublin", .country: "135"]))
        #expect(!form.faulty.contains("a.welt"))
        form.answer("a.welt", .parts([.street: "Main Street", .city: "Dublin", .country: "Irland"]))
        #expect(form.faulty.contains("a.welt"))
    }
}
