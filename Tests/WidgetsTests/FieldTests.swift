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

    @Test func `A field with an error says so with a mark and shows its example`() {
        let widget = TextField(.text(""), example: "Mustermann", columns: 20, hasError: true)
        #expect(
            picture(3, 40, of: widget) == """
                ┌────────────────────────────────────────┐
                │  ┌─────────────────────┐               │
                │! │Mustermann           │               │
                │  └─────────────────────┘               │
                └────────────────────────────────────────┘
                 0│..EEEEEEEEEEEEEEEEEEEEEEE
                 1│E.Emmmmmmmmmm...........E
                 2│..EEEEEEEEEEEEEEEEEEEEEEE
                E = error bold
                m = muted
                """)
    }

    @Test func `A long text scrolls to its cursor`() {
        let widget = TextField(.text("Das ist ein Text, der nicht hineinpasst"), cursor: 30, columns: 20)
        #expect(
            picture(3, 40, of: widget) == """
                ┌────────────────────────────────────────┐
                │  ┌─────────────────────┐               │
                │▶ │◀Text, der nicht hin▶│               │
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

    @Test func `Parts stand below their labels where it is narrow`() {
        let widget = PartsField(
            [
                PartsField.Part(label: "Straße", field: TextField(.text("Hauptstraße"), columns: 20, target: 10)),
                PartsField.Part(
                    label: "Hausnummer", field: TextField(.text(""), cursor: 0, columns: 5, hasError: true, target: 11),
                    message: "Geben Sie die Hausnummer ein."),
                PartsField.Part(label: "Ort", field: TextField(.text("Musterhausen"), columns: 20, target: 12)),
            ])
        #expect(
            picture(8, 40, of: widget) == """
                ┌────────────────────────────────────────┐
                │  Straße                                │
                │  Hauptstraße                           │
                │  Hausnummer                            │
                │▶                                       │
                │! Geben Sie die Hausnummer ein.         │
                │  Ort                                   │
                │  Musterhausen                          │
                │                                        │
                └────────────────────────────────────────┘
                 1│..000000000000000000000
                 2│..bbbbbbbbbb
                 3│b.111111
                 4│E.EEEEEEEEEEEEEEEEEEEEEEEEEEEEE
                 6│..000000000000000000000
                0 = text underlined
                1 = text bold inverse
                E = error bold
                b = text bold
                cursor 3:2
                """)
    }

    @Test func `Parts stand beside their labels where it is wide`() {
        let widget = PartsField(
            [
                PartsField.Part(label: "Straße", field: TextField(.text("Hauptstraße"), columns: 20, target: 10)),
                PartsField.Part(
                    label: "Hausnummer", field: TextField(.text(""), cursor: 0, columns: 5, hasError: true, target: 11),
                    message: "Geben Sie die Hausnummer ein."),
                PartsField.Part(label: "Ort", field: TextField(.text("Musterhausen"), columns: 20, target: 12)),
            ])
        #expect(
            picture(7, 64, of: widget) == """
                ┌────────────────────────────────────────────────────────────────┐
                │  Straße       Hauptstraße                                      │
                │                                                                │
                │  Hausnummer ▶                                                  │
                │             ! Geben Sie die Hausnummer ein.                    │
                │                                                                │
                │  Ort          Musterhausen                                     │
                │                                                                │
                └────────────────────────────────────────────────────────────────┘
                 0│...............000000000000000000000
                 2│..bbbbbbbbbb.b.111111
                 3│.............E.EEEEEEEEEEEEEEEEEEEEEEEEEEEEE
                 5│...............000000000000000000000
                0 = text underlined
                1 = text bold inverse
                E = error bold
                b = text bold
                cursor 2:15
                """)
    }
}
