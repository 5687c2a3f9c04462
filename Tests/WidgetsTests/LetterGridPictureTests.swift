import Terminal
import Testing
import Widgets

@Suite struct LetterGridPictureTests {
    @Test func `The letter grid fits into 40 by 8`() {
        let widget = LetterGrid(
            variants: ["A": ["À", "Á", "Â", "Ã", "Å", "Ā", "Ă", "Ą"], "S": ["Ś", "Š"]],
            words: .init(space: "Leer", delete: "Löschen", shift: "abc", done: "Fertig"))
        #expect(
            picture(8, 40, of: widget) == """
                ┌────────────────────────────────────────┐
                │                                        │
                │▶  1  A  B  C  D  E  F  G               │
                │   2  H  I  J  K  L  M  N               │
                │   3  O  P  Q  R  S  T  U               │
                │   4  V  W  X  Y  Z  ß  '               │
                │   5  Ä  Ö  Ü  -  .  ,  /               │
                │   6  1  2  3  4  5  6  7  8  9  0      │
                │   7  Leer  Löschen  abc  Fertig        │
                └────────────────────────────────────────┘
                 1│b.000000000000000000000000
                 2│..mmm
                 3│..mmm
                 4│..mmm
                 5│..mmm
                 6│..mmm
                 7│..mmm
                0 = text bold inverse
                b = text bold
                m = muted
                """)
    }
}
