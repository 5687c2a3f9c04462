import Terminal
import Testing
import Widgets

@Suite struct ChoiceTests {
    @Test func `The focus of a line is a marker and a bar, and long labels hang`() {
        let widget = OptionLine(
            .init("Mangel melden (Straße, Müll, Spielplatz)", digit: 2, isFocused: true, target: 1))
        #expect(
            picture(2, 40, of: widget) == """
                ┌────────────────────────────────────────┐
                │▶  2  Mangel melden (Straße, Müll,      │
                │      Spielplatz)                       │
                └────────────────────────────────────────┘
                 0│b.00000000000000000000000000000000000000
                 1│..00000000000000000000000000000000000000
                0 = text bold inverse
                b = text bold
                """)
    }

    @Test func `A box that is checked shows a cross within brackets`() {
        let lines = [true, false].map { OptionLine(.init("Ja", digit: 1, mark: .check($0), target: 0)) }
        #expect(picture(1, 20, of: lines[0]).contains("1  [x] Ja"))
        #expect(picture(1, 20, of: lines[1]).contains("1  [ ] Ja"))
    }

    @Test func `A button without the focus is underlined`() {
        #expect(
            picture(1, 20, of: ButtonLine(.init("Weiter", target: 0))) == """
                ┌────────────────────┐
                │    Weiter          │
                └────────────────────┘
                 0│..0000000000
                0 = text bold underlined
                """)
    }

    @Test func `A grid has as many in every row, and no row with one left over`() {
        let widget = OptionGrid((0..<7).map { .init("ABCDEFG".map(String.init)[$0], digit: $0 + 1, target: $0) })
        #expect(widget.height(for: 38) == 2)
        #expect(
            picture(2, 38, of: widget).contains(
                """
                │  1 A   2 B   3 C   4 D               │
                │  5 E   6 F   7 G                     │
                """))
    }
}
