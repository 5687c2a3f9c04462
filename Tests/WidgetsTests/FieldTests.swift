import Terminal
import Testing
import Widgets

@Suite struct FieldTests {
    @Test func `A field with focus has a marker, an inverse inside and a cursor`() {
        let widget = TextField(.text("Max Mustermann"), cursor: 3, columns: 20)
        #expect(
            picture(3, 40, of: widget) == """
                ┌────────────────────────────────────────┐
                │  ┌─────────────────────┐               │
                │▶ │Max Mustermann       │               │
                │  └─────────────────────┘               │
                └────────────────────────────────────────┘
                 0│..mmmmmmmmmmmmmmmmmmmmmmm
                 1│b.m000000000000000000000m
                 2│..mmmmmmmmmmmmmmmmmmmmmmm
                0 = text bold inverse
                b = text bold
                m = muted
                cursor 1:6
                """)
    }

    @Test func `A field with an error says so with a mark`() {
        let widget = TextField(.text(""), columns: 20, hasError: true)
        #expect(
            picture(3, 40, of: widget) == """
                ┌────────────────────────────────────────┐
                │  ┌─────────────────────┐               │
                │! │                     │               │
                │  └─────────────────────┘               │
                └────────────────────────────────────────┘
                 0│..EEEEEEEEEEEEEEEEEEEEEEE
                 1│E.E.....................E
                 2│..EEEEEEEEEEEEEEEEEEEEEEE
                E = error bold
                """)
    }

    @Test func `A long text scrolls to its cursor`() {
        let widget = TextField(.text("Das ist ein Text, der nicht hineinpasst"), cursor: 30, columns: 20)
        #expect(
            picture(3, 40, of: widget) == """
                ┌────────────────────────────────────────┐
                │  ┌─────────────────────┐               │
                │▶ │‹Text, der nicht hin›│               │
                │  └─────────────────────┘               │
                └────────────────────────────────────────┘
                 0│..mmmmmmmmmmmmmmmmmmmmmmm
                 1│b.m000000000000000000000m
                 2│..mmmmmmmmmmmmmmmmmmmmmmm
                0 = text bold inverse
                b = text bold
                m = muted
                cursor 1:22
                """)
    }

    @Test func `In one row a field is a line to write on`() {
        let widget = TextField(.text("01234"), columns: 5)
        #expect(
            picture(1, 40, of: widget) == """
                ┌────────────────────────────────────────┐
                │  01234                                 │
                └────────────────────────────────────────┘
                 0│..000000
                0 = text underlined
                """)
    }

    @Test func `Masked characters can be counted and not read`() {
        let widget = TextField(.masked(count: 2, length: 6), cursor: 2)
        #expect(
            picture(3, 40, of: widget) == """
                ┌────────────────────────────────────────┐
                │  ┌────────────┐                        │
                │▶ │● ● _ _ _ _ │                        │
                │  └────────────┘                        │
                └────────────────────────────────────────┘
                 0│..mmmmmmmmmmmmmm
                 1│b.m000000000000m
                 2│..mmmmmmmmmmmmmm
                0 = text bold inverse
                b = text bold
                m = muted
                cursor 1:7
                """)
    }

    @Test func `A text of several lines wraps, and the cursor is where it was`() {
        let widget = TextField(
            .text("Ich bin umgezogen,\nund zwar in eine andere Stadt an der Elbe."), cursor: 61, lines: 3)
        #expect(
            picture(5, 40, of: widget) == """
                ┌────────────────────────────────────────┐
                │  ┌────────────────────────────────────┐│
                │▶ │Ich bin umgezogen,                  ││
                │  │und zwar in eine andere Stadt an    ││
                │  │der Elbe.                           ││
                │  └────────────────────────────────────┘│
                └────────────────────────────────────────┘
                 0│..mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm
                 1│b.m000000000000000000000000000000000000m
                 2│..m000000000000000000000000000000000000m
                 3│..m000000000000000000000000000000000000m
                 4│..mmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmmm
                0 = text bold inverse
                b = text bold
                m = muted
                cursor 3:12
                """)
    }

    @Test func `A label stands above its field where it is narrow, and the error below`() {
        let widget = LabelledField(
            label: "Hausnummer", field: TextField(.text(""), cursor: 0, columns: 5, hasError: true),
            message: "Geben Sie die Hausnummer ein.", labelColumns: 10, isBoxed: false)
        #expect(
            picture(3, 40, of: widget) == """
                ┌────────────────────────────────────────┐
                │  Hausnummer                            │
                │▶                                       │
                │! Geben Sie die Hausnummer ein.         │
                └────────────────────────────────────────┘
                 0│..bbbbbbbbbb
                 1│b.000000
                 2│E.EEEEEEEEEEEEEEEEEEEEEEEEEEEEE
                0 = text bold inverse
                E = error bold
                b = text bold
                cursor 1:2
                """)
    }

    @Test func `A label stands beside its field where it is wide`() {
        let widget = LabelledField(
            label: "Straße", field: TextField(.text("Hauptstraße"), columns: 20, target: 10), labelColumns: 10,
            isBoxed: false)
        #expect(
            picture(1, 64, of: widget) == """
                ┌────────────────────────────────────────────────────────────────┐
                │  Straße       Hauptstraße                                      │
                └────────────────────────────────────────────────────────────────┘
                 0│...............000000000000000000000
                0 = text underlined
                """)
    }

    @Test func `Where letters are chosen, the field keeps its cursor and has no marker`() {
        var canvas = Canvas(size: Size(rows: 3, columns: 40))
        TextField(.text("Au"), cursor: 2, isFocused: false).draw(on: &canvas, in: canvas.bounds)
        #expect(canvas.cursor != nil)
        #expect(!canvas.cells.contains { $0.text == canvas.glyphs.focus })
    }
}
