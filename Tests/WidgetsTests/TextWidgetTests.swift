import Terminal
import Testing
import Widgets

@Suite struct TextWidgetTests {
    @Test func `Points hang behind their bullets`() {
        let widget = BulletList(["Ihr Personalausweis mit eingeschalteter Funktion", "die sechsstellige PIN"])
        #expect(
            picture(4, 40, of: widget) == """
                ┌────────────────────────────────────────┐
                │• Ihr Personalausweis mit               │
                │  eingeschalteter Funktion              │
                │• die sechsstellige PIN                 │
                │                                        │
                └────────────────────────────────────────┘
                """)
    }

    @Test func `A bar says how far it is without colours`() {
        #expect(
            picture(1, 40, of: ProgressBar(done: 4, of: 11)) == """
                ┌────────────────────────────────────────┐
                │[###########─────────────────────] 36 % │
                └────────────────────────────────────────┘
                 0│mOOOOOOOOOOOmmmmmmmmmmmmmmmmmmmmm
                O = ok bold
                m = muted
                """)
        #expect(ProgressBar(done: 12, of: 11).done == 11 && ProgressBar(done: 1, of: 0).total == 1)
    }

    @Test func `An error summary says all that has to be put right`() {
        let widget = ErrorSummary(
            heading: "Bitte prüfen Sie Ihre Angaben",
            messages: ["Geben Sie die Hausnummer ein.", "Geben Sie einen Tag an, der vergangen ist."])
        #expect(
            picture(7, 40, of: widget) == """
                ┌────────────────────────────────────────┐
                │┌──────────────────────────────────────┐│
                ││ ! Bitte prüfen Sie Ihre Angaben      ││
                ││ • Geben Sie die Hausnummer ein.      ││
                ││ • Geben Sie einen Tag an, der        ││
                ││   vergangen ist.                     ││
                │└──────────────────────────────────────┘│
                │                                        │
                └────────────────────────────────────────┘
                 0│EEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEE
                 1│E.EEEEEEEEEEEEEEEEEEEEEEEEEEEEEEE......E
                 2│E.E....................................E
                 3│E.E....................................E
                 4│E......................................E
                 5│EEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEEE
                E = error bold
                """)
    }
}
