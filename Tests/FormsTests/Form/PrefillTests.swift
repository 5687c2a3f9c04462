import Catalogue
import Expressions
import Forms
import Testing

/// Answers that a card gives.
@Suite struct PrefillTests {
    private static let pages = """
        - id: person
          title: ~Person~
          questions:
            - {id: name, type: text, charset: name, label: ~Name~, prefill: eid.familyNames}
            - {id: grad, type: text, label: ~Grad~, prefill: eid.doctoralDegree, required: false}
            - {id: geboren, type: partial_date, label: ~Geboren~, prefill: eid.dateOfBirth}
            - {id: tag, type: date, label: ~Tag~, prefill: eid.dateOfBirth}
            - {id: ort, type: text, label: ~Ort~, prefill: eid.placeOfBirth}
            - {id: staat, type: choice, codelist: staat, label: ~Staat~, prefill: eid.nationality}
            - {id: wohnt, type: address, label: ~Wohnt~, prefill: eid.placeOfResidence}
            - {id: voll, type: text, label: ~Voll~, prefill: 'person.name + "!"'}
        """

    private func form(_ persona: String, _ pages: String = pages) throws -> Form {
        var form = try TestService(pages).form()
        _ = form.handle(.card(try #require(Persona.named(persona)).applicant))
        return form
    }

    @Test func `A card fills what it has exactly, locked, and the rest is asked`() throws {
        let form = try form("erika")
        #expect(form.view("person.name")?.isLocked == true)
        #expect(form.payload("person.name") == "Mustermann")
        #expect(form.payload("person.geboren") == "1964-08-12")
        #expect(form.payload("person.tag") == "1964-08-12")
        #expect(form.payload("person.ort") == "Berlin")
        #expect(form.payload("person.staat") == "000")
        #expect(form.payload("person.wohnt.house_number") == "17")
        #expect(form.payload("person.wohnt.postal_code") == "51147")
        #expect(form.payload("person.voll") == "Mustermann!")
        #expect(form.view("person.grad")?.isLocked == false)
    }

    @Test
    func `A partial birth date fills a partial date, never a whole one; a free-text place leaves an address open`()
        throws
    {
        let form = try form("surya")
        #expect(form.payload("person.geboren") == "1995-01")
        #expect(form.view("person.tag")?.answer == nil)
        #expect(form.view("person.wohnt")?.answer == nil)
        #expect(try self.form("jean").view("person.wohnt")?.isLocked == false)
        #expect(try self.form("fatma").payload("person.ort") == "Köyü, Erzurum")
    }

    @Test func `A locked answer is not overwritten until one says that it is wrong, and the payload says so`() throws {
        var form = try form("erika")
        #expect(form.answer("person.name", "Gabler") == [.ignored])
        form.handle("person.name") { .dispute($0) }
        #expect(form.view("person.name")?.isDisputed == true)
        #expect(form.faulty.contains("person.name"))
        form.answer("person.name", "Gabler")
        #expect(form.payload("person.name") == "Gabler")
        #expect(form.payload("remarks") == [["kind": "card_disputed", "question": "person.name"]])
        form.handle("person.name") { .acceptCard($0) }
        #expect(form.payload("person.name") == "Mustermann")
        #expect(form.payload("remarks") == [])
        #expect(form.handle("person.name") { .acceptCard($0) } == [.ignored])
        #expect(form.handle("person.grad") { .dispute($0) } == [.ignored])
    }

    @Test func `prefill_if turns the card off, and an answer no longer from the card is no remark`() throws {
        let pages = """
            - id: wer
              title: ~Wer~
              questions: [{id: ich, type: bool, label: ~Ich~}]
            - id: person
              title: ~Person~
              prefill_if: wer.ich
              questions: [{id: name, type: text, label: ~Name~, prefill: eid.familyNames}]
            - id: andere
              title: ~Andere~
              prefill_from: nobody
              questions: [{id: name, type: text, label: ~Name~, prefill: eid.familyNames}]
            """
        var form = try form("erika", pages)
        #expect(form.view("person.name")?.isLocked == false)
        form.answer("wer.ich", "ja")
        #expect(form.view("person.name")?.isLocked == true)
        #expect(form.view("andere.name")?.isLocked == false)
        form.handle("person.name") { .dispute($0) }
        form.answer("person.name", "Gabler")
        form.answer("wer.ich", "nein")
        #expect(form.payload("person.name") == "Gabler")
        #expect(form.payload("remarks") == [])
    }

    @Test func `In a repeat the card fills the first item, and each item by its own card`() throws {
        let pages = """
            - id: leute
              title: ~Leute~
              repeat: {min: 1, max: 3, label: ~Mensch~, first_from: applicant, card_per_item: true}
              questions: [{id: name, type: text, label: ~Name~, prefill: eid.familyNames}]
            """
        var form = try form("erika", pages)
        form.add("leute")
        #expect(form.payload("leute[0].name") == "Mustermann")
        #expect(form.view("leute[1].name")?.isLocked == false)
        let container = try #require(form.position("leute"))
        let kim = try #require(Persona.named("kim")).applicant
        _ = form.handle(.itemCard(container, item: form.items(of: container)[1], kim))
        #expect(form.payload("leute[1].name") == "Sommer")
        form.remove(0, of: "leute")
        #expect(form.payload("leute[0].name") == "Sommer")
        form.remove(0, of: "leute")
        form.add("leute")
        #expect(form.payload("leute[0].name") == "Mustermann")
    }

    @Test func `Without card_per_item an item takes no card of its own`() throws {
        let pages = """
            - id: leute
              title: ~Leute~
              repeat: {min: 1, max: 3, label: ~Mensch~}
              questions: [{id: name, type: text, label: ~Name~, prefill: eid.familyNames}]
            """
        var form = try form("erika", pages)
        let container = try #require(form.position("leute"))
        let kim = try #require(Persona.named("kim")).applicant
        #expect(form.handle(.itemCard(container, item: form.items(of: container)[0], kim)) == [.ignored])
        #expect(form.view("leute[0].name")?.isLocked == false)
    }

    @Test func `A default holds until one answers, and again when the answer is taken back`() throws {
        let pages = """
            - id: a
              title: ~A~
              questions:
                - {id: n, type: int, label: ~N~, default: 2 + 1}
                - {id: m, type: int, label: ~M~, default: a.n * 2}
            """
        var form = try TestService(pages).form()
        #expect(form.payload("a.m") == 6)
        form.answer("a.n", "5")
        #expect(form.payload("a.m") == 10)
        form.answer("a.m", "1")
        form.answer("a.n", "x")
        #expect(form.payload("a.n") == nil)
        #expect(form.payload("a.m") == 1)
        form.handle("a.n") { .clear($0) }
        #expect(form.payload("a.n") == 3)
    }

    @Test(arguments: [
        (Service.Identification.eidOrDeclaration, true, "eid"), (.eidOrDeclaration, false, "declaration"),
        (.eid, false, "none"), (.onSite, true, "on_site"), (.onSite, false, "none"), (.staff, false, "staff"),
        (.declaration, false, "declaration"), (.none, true, "none"),
    ])
    func `The note says how it was really established who applies`(
        required: Service.Identification, cardWasRead: Bool, method: String
    ) throws {
        var form = try TestService(Self.pages).form()
        let note = IdentificationNote(required: required, cardWasRead: cardWasRead, date: form.today)
        _ = form.handle(.identified(note))
        #expect(form.payload("identVermerk.method") == .string(method))
    }

    @Test(arguments: Persona.all.map(\.id)) func `No persona says who she is in a description`(id: String) throws {
        let persona = try #require(Persona.named(id))
        #expect("\(persona.applicant)" == "Applicant(redacted)")
        var dumped = ""
        dump(persona.applicant, to: &dumped)
        #expect(dumped == "- Applicant(redacted)\n")
    }
}
