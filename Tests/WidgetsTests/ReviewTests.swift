import Terminal
import Testing
import Widgets

@Suite struct ReviewTests {
    @Test func `Answers stand beside their questions where it is wide`() {
        let widget = ReviewList(
            [
                ReviewList.Item(label: "Familienname", answer: "Mustermann"),
                ReviewList.Item(label: "Telefon", answer: "nicht angegeben", isMuted: true),
                ReviewList.Item(label: "Anschrift", answer: "Hauptstraße 12, 01234 Musterhausen an der Elbe"),
            ], focus: 1, change: "Ändern")
        #expect(
            picture(6, 64, of: widget) == """
                ┌────────────────────────────────────────────────────────────────┐
                │   Familienname  Mustermann                              Ändern │
                │                                                                │
                │▶  Telefon       nicht angegeben                         Ändern │
                │                                                                │
                │   Anschrift     Hauptstraße 12, 01234 Musterhausen an   Ändern │
                │                 der Elbe                                       │
                └────────────────────────────────────────────────────────────────┘
                 0│...mmmmmmmmmmmm..bbbbbbbbbb..............................000000
                 2│b.11111111111111111111111111111111111111111111111111111111111111
                 4│...mmmmmmmmm.....bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb...000000
                 5│.................bbbbbbbb
                0 = link underlined
                1 = text bold inverse
                b = text bold
                m = muted
                """)
    }

    @Test func `Answers stand below their questions where it is narrow`() {
        let widget = ReviewList(
            [
                ReviewList.Item(label: "Familienname", answer: "Mustermann"),
                ReviewList.Item(label: "Telefon", answer: "nicht angegeben", isMuted: true),
                ReviewList.Item(label: "Anschrift", answer: "Hauptstraße 12, 01234 Musterhausen an der Elbe"),
            ], focus: 1, change: "Ändern",
            words: ScrollWords(above: "weiter oben", below: "weiter unten", position: "3 von 12"))
        #expect(
            picture(8, 40, of: widget) == """
                ┌────────────────────────────────────────┐
                │   Familienname                  Ändern │
                │   Mustermann                           │
                │▶  Telefon                       Ändern │
                │   nicht angegeben                      │
                │   Anschrift                     Ändern │
                │   Hauptstraße 12, 01234                │
                │   Musterhausen an der Elbe             │
                │                                        │
                └────────────────────────────────────────┘
                 0│...mmmmmmmmmmmm..................000000
                 1│...bbbbbbbbbb
                 2│b.11111111111111111111111111111111111111
                 3│..11111111111111111111111111111111111111
                 4│...mmmmmmmmm.....................000000
                 5│...bbbbbbbbbbbbbbbbbbbbb
                 6│...bbbbbbbbbbbbbbbbbbbbbbbb
                0 = link underlined
                1 = text bold inverse
                b = text bold
                m = muted
                """)
    }

    @Test func `A code is drawn with two modules a cell`() {
        let widget = BitBlock(modules: [[true, true, false], [true, false, true], [false, true, true]])
        #expect(
            picture(4, 12, of: widget) == """
                ┌────────────┐
                │            │
                │   ▀▄       │
                │   ▀▀       │
                │            │
                └────────────┘
                 0│sssssss
                 1│ss0ssss
                 2│sssssss
                 3│sssssss
                0 = scan inverse
                s = scan
                """)
    }

    @Test func `A code needs no glyph at all where the font has no half blocks`() {
        let widget = BitBlock(modules: [[true, true, false], [true, false, true], [false, true, true]])
        #expect(
            picture(7, 16, glyphs: .console, of: widget) == """
                ┌────────────────┐
                │                │
                │                │
                │                │
                │                │
                │                │
                │                │
                │                │
                └────────────────┘
                 0│ssssssssssssss
                 1│ssssssssssssss
                 2│ssss0000ssssss
                 3│ssss00ss00ssss
                 4│ssssss0000ssss
                 5│ssssssssssssss
                 6│ssssssssssssss
                0 = scan inverse
                s = scan
                """)
    }
}
