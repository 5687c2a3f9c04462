import Catalogue
import Expressions
import Forms
import Testing

/// “Check your answers”, in the language of the person.
@Suite struct ReviewTests {
    private static let pages = """
        - id: a
          title: {de: Angaben, de-x-leicht: Ihre Angaben, en: Details}
          questions:
            - {id: ja, type: bool, label: {de: Ja?, de-x-leicht: Ja?, en: Yes?}}
            - {id: tag, type: date, label: ~Tag~}
            - {id: geld, type: euro, label: ~Geld~, required: false}
            - {id: hint, type: note, label: ~Hinweis~}
            - {id: doppelt, type: compute, compute: a.geld * 2, label: ~Doppelt~}
            - {id: still, type: compute, compute: a.geld * 3}
            - id: betrieb
              type: group
              label: ~Betrieb~
              questions: [{id: firma, type: text, label: ~Firma~, required: false}]
            - id: kinder
              type: group
              label: ~Kinder~
              repeat: {min: 1, max: 2, label: ~Kind~, item_title: "{ruf}"}
              questions: [{id: ruf, type: text, label: ~Ruf~, required: false}]
        - id: leute
          title: ~Leute~
          repeat: {min: 0, max: 2, label: ~Mensch~, ask: {de: Noch wer?, de-x-leicht: Noch wer?, en: Anyone else?}, item_title: "{name}"}
          questions: [{id: name, type: text, label: ~Name~, required: false}]
        """

    private func lines(_ form: Form, _ texts: Texts, _ language: Language) -> [String] {
        form.review(language: language, texts: texts).flatMap { section in
            section.lines.map { "\(section.title) | \($0.label) | \($0.text)" }
        }
    }

    static let expected: [(Language, [String])] = [
        (
            Language.german,
            [
                "Angaben | Ja? | Ja", "Angaben | Tag | 1. Februar 2026", "Angaben | Geld | 1.234,50 €",
                "Angaben | Doppelt | 246.900", "Angaben | Betrieb: Firma | nicht angegeben", "Angaben | Zoe: Ruf | Zoe",
                "Leute | Noch wer? | Nein",
            ]
        ),
        (
            .easyGerman,
            [
                "Ihre Angaben | Ja? | Ja", "Ihre Angaben | Tag | 1. Februar 2026", "Ihre Angaben | Geld | 1.234,50 €",
                "Ihre Angaben | Doppelt | 246.900", "Ihre Angaben | Betrieb: Firma | ohne Angabe",
                "Ihre Angaben | Zoe: Ruf | Zoe", "Leute | Noch wer? | Nein",
            ]
        ),
        (
            .english,
            [
                "Details | Yes? | Yes", "Details | Tag | 1 February 2026", "Details | Geld | €1,234.50",
                "Details | Doppelt | 246,900", "Details | Betrieb: Firma | not given", "Details | Zoe: Ruf | Zoe",
                "Leute | Anyone else? | No",
            ]
        ),
    ]

    @Test(arguments: expected)
    func `Every question that is shown stands with its answer`(language: Language, expected: [String]) throws {
        let probe = try TestService(Self.pages)
        var form = try probe.form()
        form.answer("a.ja", "ja")
        form.answer("a.tag", "1.2.2026")
        form.answer("a.geld", "1234,50")
        form.answer("a.kinder[0].ruf", "Zoe")
        form.handle("leute") { .declineItems($0) }
        #expect(lines(form, probe.configuration.texts, language) == expected)
    }

    @Test func `Each item of a page stands under its title`() throws {
        let probe = try TestService(Self.pages)
        var form = try probe.form()
        form.add("leute")
        form.add("leute")
        form.answer("leute[1].name", "Berta")
        let titles = form.review(language: .german, texts: probe.configuration.texts).map(\.title)
        #expect(titles == ["Angaben", "Leute: Mensch 1", "Leute: Berta"])
    }
}
