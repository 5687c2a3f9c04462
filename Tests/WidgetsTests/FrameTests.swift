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

    @Test func `A narrow header takes the short step and cuts the name`() {
        let widget = Header(
            crest: "◆", town: "Verwaltungsgemeinschaft Musterhausen-Nord", step: "Schritt 3 von 9", shortStep: "3/9")
        #expect(
            picture(2, 40, of: widget) == """
                ┌────────────────────────────────────────┐
                │◆ Verwaltungsgemeinschaft Musterha…  3/9│
                │────────────────────────────────────────│
                └────────────────────────────────────────┘
                 0│bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb..mmm
                 1│mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm
                b = text bold
                m = muted
                """)
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

    @Test func `A dialogue stands in the middle with room around its parts`() {
        let widget = Dialog(
            title: "Möchten Sie abbrechen?", text: "Ihre Angaben werden gelöscht.",
            choices: ChoiceList([.init("Zurück zum Antrag"), .init("Abbrechen")], focus: 0))
        #expect(
            picture(12, 60, of: widget) == """
                ┌────────────────────────────────────────────────────────────┐
                │┌──────────────────────────────────────────────────────────┐│
                ││                                                          ││
                ││ Möchten Sie abbrechen?                                   ││
                ││                                                          ││
                ││ Ihre Angaben werden gelöscht.                            ││
                ││                                                          ││
                ││ ▶  1  Zurück zum Antrag                                  ││
                ││                                                          ││
                ││    2  Abbrechen                                          ││
                ││                                                          ││
                │└──────────────────────────────────────────────────────────┘│
                │                                                            │
                └────────────────────────────────────────────────────────────┘
                 0│bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb
                 1│b..........................................................b
                 2│b.bbbbbbbbbbbbbbbbbbbbbb...................................b
                 3│b..........................................................b
                 4│b..........................................................b
                 5│b..........................................................b
                 6│b.b.000000000000000000000000000000000000000000000000000000.b
                 7│b..........................................................b
                 8│b....b.....................................................b
                 9│b..........................................................b
                10│bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb
                0 = text bold inverse
                b = text bold
                """)
    }

    @Test func `A dialogue in eight rows keeps its answers`() {
        let widget = Dialog(
            title: "Möchten Sie abbrechen?", text: "Ihre Angaben werden gelöscht.",
            choices: ChoiceList([.init("Zurück zum Antrag"), .init("Abbrechen")], focus: 0))
        #expect(
            picture(8, 40, of: widget) == """
                ┌────────────────────────────────────────┐
                │┌──────────────────────────────────────┐│
                ││ Möchten Sie abbrechen?               ││
                ││                                      ││
                ││ Ihre Angaben werden gelöscht.        ││
                ││                                      ││
                ││ ▶  1  Zurück zum Antrag              ││
                ││    2  Abbrechen                      ││
                │└──────────────────────────────────────┘│
                └────────────────────────────────────────┘
                 0│bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb
                 1│b.bbbbbbbbbbbbbbbbbbbbbb...............b
                 2│b......................................b
                 3│b......................................b
                 4│b......................................b
                 5│b.b.0000000000000000000000000000000000.b
                 6│b....b.................................b
                 7│bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb
                0 = text bold inverse
                b = text bold
                """)
    }

    @Test func `An idle warning shows the time that is left in words and as a bar`() {
        let widget = Dialog(
            title: "Sind Sie noch da?", text: "Drücken Sie eine Taste.",
            countdown: .init(fractionLeft: 0.6, caption: "18 Sekunden"))
        #expect(
            picture(8, 40, of: widget) == """
                ┌────────────────────────────────────────┐
                │┌──────────────────────────────────────┐│
                ││ Sind Sie noch da?                    ││
                ││                                      ││
                ││ Drücken Sie eine Taste.              ││
                ││                                      ││
                ││                                      ││
                ││ ██████████████░░░░░░░░░░ 18 Sekunden ││
                │└──────────────────────────────────────┘│
                └────────────────────────────────────────┘
                 0│bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb
                 1│b.bbbbbbbbbbbbbbbbb....................b
                 2│b......................................b
                 3│b......................................b
                 4│b......................................b
                 5│b......................................b
                 6│b.WWWWWWWWWWWWWWmmmmmmmmmm.WWWWWWWWWWW.b
                 7│bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb
                W = warn bold
                b = text bold
                m = muted
                """)
    }

    @Test func `Progress says in words what is being done`() {
        let widget = Progress(
            steps: [
                .init("Karte gefunden", .done), .init("Daten werden gelesen", .current),
                .init("Karte entnehmen", .pending),
            ], fraction: 0.4, caption: "40 %")
        #expect(
            picture(6, 40, of: widget) == """
                ┌────────────────────────────────────────┐
                │● Karte gefunden                        │
                │▶ Daten werden gelesen                  │
                │· Karte entnehmen                       │
                │                                        │
                │██████████████░░░░░░░░░░░░░░░░░░░░  40 %│
                │                                        │
                └────────────────────────────────────────┘
                 1│b.bbbbbbbbbbbbbbbbbbbb
                 2│m.mmmmmmmmmmmmmmm
                 4│bbbbbbbbbbbbbbmmmmmmmmmmmmmmmmmmmm
                b = text bold
                m = muted
                """)
    }

    @Test func `Progress in two rows keeps the current step and the bar`() {
        let widget = Progress(
            steps: [
                .init("Karte gefunden", .done), .init("Daten werden gelesen", .current),
                .init("Karte entnehmen", .pending),
            ], fraction: 0.4, caption: "40 %")
        #expect(
            picture(2, 40, glyphs: .ascii, of: widget) == """
                ┌────────────────────────────────────────┐
                │> Daten werden gelesen                  │
                │##############....................  40 %│
                └────────────────────────────────────────┘
                 0│b.bbbbbbbbbbbbbbbbbbbb
                 1│bbbbbbbbbbbbbbmmmmmmmmmmmmmmmmmmmm
                b = text bold
                m = muted
                """)
    }
}
