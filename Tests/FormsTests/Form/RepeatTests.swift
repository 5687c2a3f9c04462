import Catalogue
import Forms
import Testing

/// Pages and groups that are answered several times.
@Suite struct RepeatTests {
    private static let pages = """
        - id: start
          title: ~Start~
          questions: [{id: viele, type: bool, label: ~Viele~}]
        - id: leute
          title: ~Leute~
          show_if: start.viele
          repeat: {min: 0, max: 3, label: ~Mensch~, ask: ~Noch jemand~, item_title: "{name} {art}"}
          questions:
            - {id: name, type: text, label: ~Name~}
            - id: art
              type: choice
              label: ~Art~
              required: false
              options: [{value: x, label: ~Ix~}, {value: y, label: ~Ypsilon~}]
            - {id: nummer, type: compute, compute: index + 1, label: ~Nummer~}
            - {id: gleich, type: text, label: ~Gleich~, required: false, show_if: 'item.name == "Anna"'}
            - id: kinder
              type: group
              label: ~Kinder~
              repeat: {min: 0, max: 2, label: ~Kind~, ask: ~Kinder~}
              questions: [{id: ruf, type: text, label: ~Ruf~}]
            - {id: freund, type: choice, label: ~Freund~, required: false, options_from: leute}
        - id: ende
          title: ~Ende~
          questions:
            - {id: anzahl, type: compute, compute: size(leute), label: ~Anzahl~}
            - {id: anna, type: compute, compute: 'leute.exists(l, l.name == "Anna")', label: ~Anna~}
            - {id: klein, type: compute, compute: "sum(leute.map(l, size(l.kinder)))", label: ~Klein~}
        """

    private func begun() throws -> Form {
        var form = try TestService(Self.pages).form()
        form.answer("start.viele", "ja")
        return form
    }

    @Test func `A repeat that may be empty asks first, and No is an answer`() throws {
        let probe = try TestService(Self.pages)
        var form = try begun()
        #expect(form.told(.error, probe.configuration.texts) == ["leute: Antworten Sie mit Ja oder Nein."])
        form.handle("leute") { .declineItems($0) }
        #expect(form.isComplete)
        #expect(form.payload("leute") == [])
        form.add("leute")
        #expect(form.faulty == ["leute[0].name", "leute[0].kinder"])
    }

    @Test func `There are never more items than the maximum`() throws {
        var form = try begun()
        for _ in 0..<3 { form.add("leute") }
        #expect(form.add("leute") == [.ignored])
        #expect(form.payload("ende.anzahl") == 3)
    }

    @Test func `An item removed from the middle leaves the others their answers, and they move up`() throws {
        var form = try begun()
        for (index, name) in ["Anna", "Berta", "Carla"].enumerated() {
            form.add("leute")
            form.answer("leute[\(index)].name", name)
        }
        let last = try #require(form.position("leute[2].name"))
        form.remove(1, of: "leute")
        #expect(form.position("leute[1].name") == last)
        #expect(form.payload("leute[0].name") == "Anna")
        #expect(form.payload("leute[1].name") == "Carla")
        #expect(form.payload("leute[1].nummer") == 2)
        #expect(form.payload("ende.anzahl") == 2)
        #expect(form.handle(.answer(Position(last.element, .init(outer: 99)), .text("x"))) == [.ignored])
    }

    @Test func `item.x means the answer of the own item`() throws {
        var form = try begun()
        form.add("leute")
        form.add("leute")
        form.answer("leute[1].name", "Anna")
        #expect(!form.shows("leute[0].gleich"))
        #expect(form.shows("leute[1].gleich"))
        #expect(form.payload("ende.anna") == true)
    }

    @Test func `A hidden repeat is an empty list, and its items are back when it is shown again`() throws {
        var form = try begun()
        form.add("leute")
        form.answer("leute[0].name", "Anna")
        form.answer("start.viele", "nein")
        #expect(form.payload("ende.anzahl") == 0)
        #expect(form.payload("ende.anna") == false)
        #expect(form.payload("leute") == nil)
        form.answer("start.viele", "ja")
        #expect(form.payload("leute[0].name") == "Anna")
    }

    @Test func `A group inside an item repeats by itself`() throws {
        var form = try begun()
        form.add("leute")
        form.add("leute")
        form.add("leute[1].kinder")
        form.add("leute[1].kinder")
        form.answer("leute[1].kinder[1].ruf", "Zoe")
        #expect(form.payload("ende.klein") == 2)
        #expect(form.payload("leute[1].kinder[1].ruf") == "Zoe")
        form.remove(0, of: "leute[1].kinder")
        #expect(form.payload("leute[1].kinder[0].ruf") == "Zoe")
        form.remove(1, of: "leute")
        #expect(form.payload("ende.klein") == 0)
    }

    @Test func `Choices made of items stand with their titles; a renamed one is gone`() throws {
        let probe = try TestService(Self.pages)
        var form = try begun()
        form.add("leute")
        form.add("leute")
        form.answer("leute[0].name", "Anna")
        form.answer("leute[1].name", "Anna")
        #expect(form.view("leute[1].freund")?.options?.map(\.value) == ["Anna", "Anna (2)"])
        form.answer("leute[1].freund", "Anna (2)")
        #expect(!form.faulty.contains("leute[1].freund"))
        form.answer("leute[1].name", "Berta")
        #expect(
            form.told(.error, probe.configuration.texts).contains(
                "leute[1].freund: Ihre Auswahl passt nicht mehr zu den anderen Antworten. Wählen Sie neu."))
        form.answer("leute[1].name", "Anna")
        #expect(!form.faulty.contains("leute[1].freund"))
    }

    @Test func `Two items whose titles look numbered are still told apart`() throws {
        var form = try begun()
        for (index, name) in ["Anna (2)", "Anna", "Anna"].enumerated() {
            form.add("leute")
            form.answer("leute[\(index)].name", name)
        }
        let values = form.view("leute[0].freund")?.options?.map(\.value) ?? []
        #expect(Set(values).count == 3)
    }

    @Test func `An item's title shows choices by their wording, in the language asked for`() throws {
        var form = try begun()
        form.add("leute")
        let container = try #require(form.position("leute"))
        let item = try #require(form.items(of: container).first)
        #expect(form.title(ofItem: item, in: container, language: .german) == "Mensch 1")
        form.answer("leute[0].name", "Anna")
        form.answer("leute[0].art", "y")
        #expect(form.title(ofItem: item, in: container, language: .german) == "Anna Ypsilon")
    }

    @Test func `A repeat begins with as many items as there must be, and tells when there are fewer`() throws {
        let pages = """
            - id: leute
              title: ~Leute~
              repeat: {min: 2, max: 2, label: ~Mensch~}
              questions: [{id: name, type: text, label: ~Name~, required: false}]
            """
        let probe = try TestService(pages)
        var form = try probe.form()
        #expect(form.steps.map { form.path(of: $0.position) } == ["leute[0].name", "leute[1].name"])
        form.remove(0, of: "leute")
        #expect(
            form.told(.error, probe.configuration.texts)
                == ["leute: Es fehlen noch Einträge: Mindestens 2 sind nötig."])
        #expect(form.steps.map { form.path(of: $0.position) } == ["leute[0].name", "leute"])
    }

    @Test func `Events about items that are not there are ignored`() throws {
        var form = try begun()
        let applicant = try #require(Persona.named("erika")).applicant
        #expect(form.handle(.removeItem(Position(2), item: 7)) == [.ignored])
        #expect(form.handle(.addItem(Position(0))) == [.ignored])
        #expect(form.handle(.addItem(Position(9999))) == [.ignored])
        #expect(form.handle(.declineItems(Position(9999))) == [.ignored])
        #expect(form.handle(.answer(Position(9999), .text("x"))) == [.ignored])
        #expect(form.handle(.dispute(Position(9999))) == [.ignored])
        #expect(form.handle(.itemCard(Position(2), item: 7, applicant)) == [.ignored])
        #expect(form.view(at: Position(9999)) == nil)
        #expect(form.problems(at: Position(-5)).isEmpty)
    }
}
