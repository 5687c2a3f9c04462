import Terminal
import Testing
import Widgets

@Suite struct ChoiceListTests {
    @Test func `The focus is a marker and a bar, hints stand below, lines hang`() {
        let widget = ChoiceList(
            [
                ChoiceList.Choice("Personalausweis beantragen"),
                ChoiceList.Choice("Meldebescheinigung für einen Nebenwohnsitz", hint: "5,00 €"),
                ChoiceList.Choice("Hund anmelden", hint: "erst ab Januar", isEnabled: false),
            ], focus: 1)
        #expect(
            picture(8, 40, of: widget) == """
                ┌────────────────────────────────────────┐
                │   1  Personalausweis beantragen        │
                │                                        │
                │▶  2  Meldebescheinigung für einen      │
                │      Nebenwohnsitz                     │
                │      5,00 €                            │
                │                                        │
                │   3  Hund anmelden                     │
                │      erst ab Januar                    │
                └────────────────────────────────────────┘
                 0│...b
                 2│b.00000000000000000000000000000000000000
                 3│..00000000000000000000000000000000000000
                 4│..00000000000000000000000000000000000000
                 6│...b..mmmmmmmmmmmmm
                 7│......mmmmmmmmmmmmmm
                0 = text bold inverse
                b = text bold
                m = muted
                """)
    }

    @Test func `A long list shows that there is more below, and where one is`() {
        let widget = ChoiceList(
            (1...12).map { ChoiceList.Choice("Leistung \($0)", isSelected: $0 == 5) }, focus: 2, kind: .one,
            words: ScrollWords(above: "weiter oben", below: "weiter unten", position: "3 von 12"))
        #expect(
            picture(8, 40, of: widget) == """
                ┌────────────────────────────────────────┐
                │                                        │
                │   1  ( ) Leistung 1                    │
                │   2  ( ) Leistung 2                    │
                │▶  3  ( ) Leistung 3                    │
                │   4  ( ) Leistung 4                    │
                │   5  (●) Leistung 5                    │
                │   6  ( ) Leistung 6                    │
                │▼ weiter unten                  3 von 12│
                └────────────────────────────────────────┘
                 1│...b
                 2│...b
                 3│b.00000000000000000000000000000000000000
                 4│...b
                 5│...b......bbbbbbbbbb
                 6│...b
                 7│mmmmmmmmmmmmmm..................mmmmmmmm
                0 = text bold inverse
                b = text bold
                m = muted
                """)
    }

    @Test func `A long list shows that there is more above; the eleventh has no digit`() {
        let widget = ChoiceList(
            (1...12).map { ChoiceList.Choice("Leistung \($0)", isSelected: $0 == 5) }, focus: 11, kind: .many,
            words: ScrollWords(above: "weiter oben", below: "weiter unten", position: "3 von 12"))
        #expect(
            picture(8, 40, glyphs: .ascii, of: widget) == """
                ┌────────────────────────────────────────┐
                │^ weiter oben                           │
                │   7  [ ] Leistung 7                    │
                │   8  [ ] Leistung 8                    │
                │   9  [ ] Leistung 9                    │
                │      [ ] Leistung 10                   │
                │      [ ] Leistung 11                   │
                │>     [ ] Leistung 12                   │
                │                                3 von 12│
                └────────────────────────────────────────┘
                 0│mmmmmmmmmmmmm
                 1│...b
                 2│...b
                 3│...b
                 4│...b
                 5│...b
                 6│b.00000000000000000000000000000000000000
                 7│................................mmmmmmmm
                0 = text bold inverse
                b = text bold
                m = muted
                """)
    }
}
