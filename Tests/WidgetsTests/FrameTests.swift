import Terminal
import Testing
import Widgets

@Suite struct FrameTests {
    @Test func `A header has the town on the left and the step on the right`() {
        let widget = Header(crest: "◆", town: "Stadt Musterhausen", step: "Schritt 3 von 9", shortStep: "3/9")
        #expect(
            picture(2, 60, of: widget) == """
                ┌────────────────────────────────────────────────────────────┐
                │◆ Stadt Musterhausen                         Schritt 3 von 9│
                │────────────────────────────────────────────────────────────│
                └────────────────────────────────────────────────────────────┘
                 0│bbbbbbbbbbbbbbbbbbbb.........................mmmmmmmmmmmmmmm
                 1│mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm
                b = text bold
                m = muted
                """)
    }

    @Test func `A narrow header leaves the step out before it cuts the name`() {
        let widget = Header(
            crest: "◆", town: "Verwaltungsgemeinschaft Musterhausen-Nord", step: "Schritt 3 von 9", shortStep: "3/9")
        #expect(
            picture(2, 40, of: widget) == """
                ┌────────────────────────────────────────┐
                │◆ Verwaltungsgemeinschaft Musterhausen-…│
                │────────────────────────────────────────│
                └────────────────────────────────────────┘
                 0│bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb
                 1│mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm
                b = text bold
                m = muted
                """)
    }

    @Test func `A narrow header takes the short step`() {
        let widget = Header(town: "Stadt Musterhausen am See", step: "Schritt 3 von 9", shortStep: "3/9")
        #expect(picture(2, 36, of: widget).contains("│Stadt Musterhausen am See        3/9│"))
    }

    @Test func `A key bar spreads its keys over the row`() {
        let widget = KeyBar([
            .init(cap: "Enter", word: "weiter", target: 1), .init(cap: "Zurück", word: "zurück", target: 2),
            .init(cap: "Hilfe", word: "Hilfe", target: 3), .init(cap: "Abbruch", word: "abbrechen", target: 4),
        ])
        #expect(
            picture(2, 72, of: widget) == """
                ┌────────────────────────────────────────────────────────────────────────┐
                │────────────────────────────────────────────────────────────────────────│
                │ Enter  weiter    Zurück  zurück     Hilfe  Hilfe     Abbruch  abbrechen│
                └────────────────────────────────────────────────────────────────────────┘
                 0│mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm
                 1│0000000..........00000000...........0000000..........000000000
                0 = text inverse
                m = muted
                """)
    }

    @Test func `A key bar that is too long for one row takes two, in columns`() {
        let widget = KeyBar([
            .init(cap: "Enter", word: "weiter", target: 1), .init(cap: "Zurück", word: "zurück", target: 2),
            .init(cap: "Hilfe", word: "Hilfe", target: 3), .init(cap: "Abbruch", word: "abbrechen", target: 4),
        ])
        #expect(
            picture(3, 40, of: widget) == """
                ┌────────────────────────────────────────┐
                │────────────────────────────────────────│
                │ Enter  weiter        Zurück  zurück    │
                │ Hilfe  Hilfe         Abbruch  abbrechen│
                └────────────────────────────────────────┘
                 0│mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm
                 1│0000000..............00000000
                 2│0000000..............000000000
                0 = text inverse
                m = muted
                """)
    }

    @Test func `A banner is inverse from edge to edge`() {
        let widget = Banner("Übung – es wird nichts gesendet")
        #expect(
            picture(2, 40, of: widget) == """
                ┌────────────────────────────────────────┐
                │    Übung – es wird nichts gesendet     │
                │                                        │
                └────────────────────────────────────────┘
                 0│0000000000000000000000000000000000000000
                0 = warn bold inverse
                """)
    }
}
