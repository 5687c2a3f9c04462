import Terminal
import Testing
import Widgets

@Suite struct ReviewTests {
    @Test func `An answer stands beside its question where it is wide`() {
        let widget = AnswerRow(
            label: "Anschrift", answer: "Hauptstraße 12, 01234 Musterhausen an der Elbe in Sachsen", labelColumns: 12)
        #expect(
            picture(2, 64, of: widget) == """
                ┌────────────────────────────────────────────────────────────────┐
                │   Anschrift     Hauptstraße 12, 01234 Musterhausen an der Elbe │
                │                 in Sachsen                                     │
                └────────────────────────────────────────────────────────────────┘
                 0│...mmmmmmmmm.....bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb
                 1│.................bbbbbbbbbb
                b = text bold
                m = muted
                """)
    }

    @Test func `An answer stands below its question where it is narrow`() {
        let widget = AnswerRow(
            label: "Telefon", answer: "nicht angegeben", labelColumns: 12, isFocused: true, target: 1)
        #expect(
            picture(2, 40, of: widget) == """
                ┌────────────────────────────────────────┐
                │▶  Telefon                              │
                │   nicht angegeben                      │
                └────────────────────────────────────────┘
                 0│b.00000000000000000000000000000000000000
                 1│..00000000000000000000000000000000000000
                0 = text bold inverse
                b = text bold
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
        let modules = [[true, true, false], [true, false, true], [false, true, true]]
        let widget = BitBlock(modules: modules, glyphs: .console)
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
