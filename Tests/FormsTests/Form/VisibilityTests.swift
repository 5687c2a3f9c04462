import Catalogue
import Expressions
import Forms
import Testing

/// What is shown, and what a missing answer, a hidden one, or a failing expression means.
@Suite struct VisibilityTests {
    private static let pages = """
        - id: a
          title: ~A~
          questions:
            - {id: hund, type: bool, label: ~Hund~}
            - {id: name, type: text, label: ~Name~, show_if: a.hund}
            - {id: gruss, type: compute, compute: "\\"Hallo \\" + a.name", label: ~Gruß~}
            - {id: folge, type: text, label: ~Folge~, required: false, show_if: "has(a.name) && a.name == \\"Rex\\""}
        - id: b
          title: ~B~
          show_if: a.hund
          questions:
            - {id: rest, type: text, label: ~Rest~, required: false}
        """

    @Test func `An unanswered condition shows nothing, an answered one shows the question`() throws {
        var form = try TestService(Self.pages).form()
        #expect(!form.shows("a.name"))
        #expect(form.visiblePages.map(\.place.id) == ["a"])
        form.answer("a.hund", "ja")
        #expect(form.shows("a.name"))
        #expect(form.visiblePages.map(\.place.id) == ["a", "b"])
    }

    @Test func `A hidden answer is kept aside, out of expressions and payload, and is back when shown again`() throws {
        var form = try TestService(Self.pages).form()
        form.answer("a.hund", "ja")
        form.answer("a.name", "Rex")
        #expect(form.payload("a.gruss") == "Hallo Rex")
        #expect(form.shows("a.folge"))
        form.answer("a.hund", "nein")
        #expect(form.payload("a.name") == nil)
        #expect(form.payload("a.gruss") == nil)
        #expect(!form.shows("a.folge"))
        form.answer("a.hund", "ja")
        #expect(form.payload("a.name") == "Rex")
        #expect(form.shows("a.folge"))
    }

    @Test func `An answer to a hidden question is kept for the time when it is shown`() throws {
        var form = try TestService(Self.pages).form()
        form.answer("a.name", "Rex")
        #expect(form.payload("a.name") == nil)
        form.answer("a.hund", "ja")
        #expect(form.payload("a.name") == "Rex")
    }

    @Test func `A hidden question has no errors and is not required`() throws {
        var form = try TestService(Self.pages).form()
        #expect(form.faulty == ["a.hund"])
        form.answer("a.hund", "nein")
        #expect(form.faulty.isEmpty)
        #expect(form.isComplete)
        form.answer("a.hund", "ja")
        #expect(form.faulty == ["a.name"])
    }

    @Test func `Bad input is kept and told, counts as unanswered, and can be taken back`() throws {
        let probe = try TestService(Self.pages)
        var form = try probe.form()
        form.answer("a.hund", "vielleicht")
        #expect(form.view("a.hund")?.entry == .text("vielleicht"))
        #expect(form.view("a.hund")?.answer == nil)
        #expect(form.told(.error, probe.configuration.texts) == ["a.hund: Antworten Sie mit Ja oder Nein."])
        form.handle("a.hund") { .clear($0) }
        #expect(form.view("a.hund")?.entry == nil)
        #expect(form.handle("a.hund") { .clear($0) } == [.ignored])
    }

    private static let failing = """
        - id: a
          title: ~A~
          questions:
            - {id: n, type: int, label: ~N~}
            - {id: shown, type: text, label: ~S~, show_if: 1 / a.n == 1}
            - {id: needed, type: text, label: ~T~, required: 1 / a.n == 1}
            - {id: other, type: int, label: ~O~, check: [{rule: this / a.n == 1, message: ~nicht gleich~}]}
            - {id: worth, type: compute, compute: 1 / a.n, label: ~W~}
        """

    @Test func `A condition that fails shows the question, makes it required, and is reported as a defect`() throws {
        var form = try TestService(Self.failing).form()
        #expect(!form.shows("a.shown"))
        let effects = form.answer("a.n", "0")
        #expect(form.shows("a.shown"))
        #expect(form.faulty.contains("a.needed"))
        #expect(!form.shows("a.worth") || form.payload("a.worth") == nil)
        let reported = effects.filter {
            if case .report(let defect) = $0 { defect.fault == .divisionByZero } else { false }
        }
        #expect(reported.count == 3)
    }

    @Test func `A check that fails counts as not held; one that needs a missing answer is not made`() throws {
        let probe = try TestService(Self.failing)
        var form = try probe.form()
        form.answer("a.other", "5")
        #expect(!form.faulty.contains("a.other"))
        let effects = form.answer("a.n", "0")
        #expect(form.told(.error, probe.configuration.texts).contains("a.other: nicht gleich"))
        #expect(effects.contains { if case .report = $0 { true } else { false } })
        form.answer("a.n", "5")
        #expect(!form.faulty.contains("a.other"))
    }

    @Test func `Questions, pages and texts for one profile only are hidden on the other`() throws {
        let pages = """
            - id: a
              title: ~A~
              questions:
                - {id: both, type: text, label: ~B~, required: false}
                - {id: staff, type: text, label: ~S~, required: false, profiles: [koffer]}
            - id: b
              title: ~B~
              profiles: [kiosk]
              questions: [{id: only, type: text, label: ~O~, required: false}]
            """
        let probe = try TestService(pages)
        let (kiosk, koffer) = (try probe.form(.kiosk), try probe.form(.koffer))
        #expect(kiosk.steps.map { kiosk.path(of: $0.position) } == ["a.both", "b.only"])
        #expect(koffer.steps.map { koffer.path(of: $0.position) } == ["a.both", "a.staff"])
    }

    @Test func `The clock is an event, and rules that read it are made again`() throws {
        let pages = """
            - id: a
              title: ~A~
              questions:
                - {id: tag, type: date, label: ~T~, check: [{rule: this <= today(), message: ~Zukunft~}]}
                - {id: neu, type: text, label: ~N~, required: false, show_if: 'today() >= date("2026-04-01")'}
            """
        var form = try TestService(pages).form(today: "2026-03-01")
        form.answer("a.tag", "15.03.2026")
        #expect(form.faulty == ["a.tag"])
        let day = try #require(CivilDate(iso: "2026-04-02"))
        _ = form.handle(.clock(today: day, now: Moment(date: day, time: .noon)))
        #expect(form.faulty.isEmpty)
        #expect(form.shows("a.neu"))
    }

    @Test func `A stop that holds ends the way and names the right service`() throws {
        let pages = """
            - id: a
              title: ~A~
              questions:
                - {id: ort, type: bool, label: ~Hier~, stop_if: [{rule: "!this", message: ~Bitte dort~}]}
            """
        var form = try TestService(pages).form()
        #expect(form.stop == nil)
        form.answer("a.ort", "nein")
        #expect(form.stop?.stop.message(.german) == "Bitte dort")
        #expect(form.stop.map { form.path(of: $0.position) } == "a.ort")
        #expect(!form.isComplete)
        form.answer("a.ort", "ja")
        #expect(form.stop == nil)
    }

    @Test func `A warning lets one go on; a check across pages stands with its page`() throws {
        let pages = """
            - id: a
              title: ~A~
              questions: [{id: n, type: int, label: ~N~, check: [{rule: this < 9, message: ~viel~, level: warn}]}]
            - id: b
              title: ~B~
              show_if: a.n != 3
              questions: [{id: m, type: int, label: ~M~}]
            """
        let head = """
            checks:
              - {rule: a.n >= b.m, page: b, message: ~mehr als vorn~}
            """
        let probe = try TestService(pages, head: head)
        var form = try probe.form()
        form.answer("a.n", "10")
        form.answer("b.m", "4")
        #expect(form.warned == ["a.n"])
        #expect(form.isComplete)
        form.answer("a.n", "2")
        #expect(form.told(.error, probe.configuration.texts) == ["b: mehr als vorn"])
        form.answer("a.n", "3")
        #expect(form.isComplete)
    }

    @Test func `Descriptions never hold what was given`() throws {
        var form = try TestService(Self.pages).form()
        form.answer("a.hund", "ja")
        form.answer("a.name", "Geheimnis")
        let applicant = try #require(Persona.named("erika")).applicant
        let view = try #require(form.view("a.name"))
        var dumped = ""
        dump((view.entry, view.answer, applicant, FormEvent.card(applicant)), to: &dumped)
        dumped += "\(view.entry as Any) \(view.answer as Any) \(applicant)"
        dumped += String(reflecting: FormEvent.answer(view.position, .text("Geheimnis")))
        #expect(!dumped.contains("Geheimnis"))
        #expect(!dumped.contains("Mustermann"))
    }

    @Test func `A form itself never describes what was given`() throws {
        var form = try TestService(Self.pages).form()
        form.answer("a.hund", "ja")
        form.answer("a.name", "Geheimnis")
        var dumped = ""
        dump(form, to: &dumped)
        #expect(!(dumped + "\(form)" + String(reflecting: form)).contains("Geheimnis"))
        #expect(
            !"\(form.review(language: .german, texts: try TestService(Self.pages).configuration.texts))".contains(
                "Geheimnis"))
    }
}
