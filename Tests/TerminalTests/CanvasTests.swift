import Terminal
import Testing

@Suite struct CanvasTests {
    private func row(_ canvas: Canvas, _ row: Int = 0) -> String { canvas.row(row).map(\.text).joined() }

    @Test func `Text is written where it is told and tells its columns`() {
        var canvas = Canvas(size: Size(rows: 2, columns: 10))
        #expect(canvas.write("Grüße", at: Position(row: 1, column: 2), style: .title) == 5)
        #expect(row(canvas, 1) == "  Grüße   ")
        #expect(canvas[row: 1, column: 2] == Cell("G", style: .title))
        #expect(canvas[row: 1, column: 7] == .blank)
    }

    @Test func `Text is cut at every edge`() {
        var canvas = Canvas(size: Size(rows: 1, columns: 4))
        #expect(canvas.write("abcdef", at: Position(row: 0, column: 2)) == 2)
        #expect(canvas.write("xyz", at: Position(row: 0, column: -2)) == 3)
        #expect(row(canvas) == "z ab")
        for place in [Position(row: -1, column: 0), Position(row: 1, column: 0), Position(row: 0, column: 4)] {
            #expect(canvas.write("no", at: place) == 0)
        }
        #expect(canvas.write("abc", at: Position(row: 0, column: 0), maxColumns: 2) == 2)
        #expect(canvas.write("abc", at: Position(row: 0, column: 0), maxColumns: -1) == 0)
        #expect(canvas[row: 9, column: 9] == .blank)
    }

    @Test func `A wide character is never split`() {
        var canvas = Canvas(size: Size(rows: 1, columns: 5))
        #expect(canvas.write("漢字漢", at: Position(row: 0, column: 0)) == 4)
        #expect(canvas.row(0).map(\.text) == ["漢", "", "字", "", " "])
        canvas.write("x", at: Position(row: 0, column: 1))
        #expect(canvas.row(0).map(\.text) == [" ", "x", "字", "", " "])
        canvas.write("y", at: Position(row: 0, column: 2))
        #expect(canvas.row(0).map(\.text) == [" ", "x", "y", " ", " "])
        canvas.write("漢", at: Position(row: 0, column: 2))
        canvas.write("字", at: Position(row: 0, column: 1))
        #expect(canvas.row(0).map(\.text) == [" ", "字", "", " ", " "])
        canvas.write("漢", at: Position(row: 0, column: -1))
        #expect(canvas.row(0).map(\.text) == [" ", "字", "", " ", " "])
    }

    @Test func `No cell ever holds what steers a terminal`() {
        var canvas = Canvas(size: Size(rows: 1, columns: 12))
        canvas.write("\u{1B}[31m\u{202E}a\u{200B}\nb\u{AD}c", at: Position(row: 0, column: 0))
        #expect(row(canvas) == "[31ma bc    ")
    }

    @Test func `A mark with no base stands on a space`() {
        var canvas = Canvas(size: Size(rows: 1, columns: 3))
        #expect(canvas.write("\u{301}a", at: Position(row: 0, column: 0)) == 2)
        #expect(canvas.row(0).map(\.text) == [" \u{301}", "a", " "])
    }

    @Test func `Filling keeps to the grid`() {
        var canvas = Canvas(size: Size(rows: 2, columns: 3))
        canvas.fill(Rect(row: -1, column: 1, rows: 9, columns: 9), style: .focus)
        #expect(canvas.row(1).map(\.style) == [.text, .focus, .focus])
        canvas.fill(Rect(row: 7, column: 7, rows: 1, columns: 1), style: .error)
        #expect(!canvas.cells.contains { $0.style == .error })
    }

    @Test func `What is drawn under a clip stays inside of it: cells, clicks and cursor`() {
        var canvas = Canvas(size: Size(rows: 2, columns: 8))
        canvas.clipped(to: Rect(row: 0, column: 2, rows: 1, columns: 3)) { canvas in
            canvas.write("abcdefgh", at: Position(row: 0, column: 0))
            canvas.write("no", at: Position(row: 1, column: 2))
            canvas.addTarget(7, Rect(row: 0, column: 0, rows: 2, columns: 8))
            canvas.addTarget(8, Rect(row: 1, column: 0, rows: 1, columns: 8))
            canvas.cursor = Position(row: 1, column: 0)
        }
        #expect(row(canvas) == "  cde   ")
        #expect(row(canvas, 1) == "        ")
        #expect(canvas.hits.rects(of: 7) == [Rect(row: 0, column: 2, rows: 1, columns: 3)])
        #expect(canvas.hits.rects(of: 8).isEmpty)
        #expect(canvas.cursor == nil)
        canvas.write("x", at: Position(row: 1, column: 7))
        #expect(row(canvas, 1) == "       x")
    }

    @Test func `An empty grid can be drawn on`() {
        var canvas = Canvas(size: Size(rows: 0, columns: -3))
        canvas.write("a", at: Position(row: 0, column: 0))
        canvas.fill(canvas.bounds)
        canvas.horizontalLine(at: Position(row: 0, column: 0), columns: -1)
        #expect(canvas.cells.isEmpty)
    }

    @Test func `The picture shows rows, styles, legend and cursor`() {
        var canvas = Canvas(size: Size(rows: 3, columns: 8))
        canvas.write("Titel", at: Position(row: 0, column: 0), style: .title)
        canvas.write("漢 ok", at: Position(row: 2, column: 1), style: .focus)
        canvas.write("!", at: Position(row: 2, column: 7), style: .error)
        canvas.cursor = Position(row: 2, column: 4)
        #expect(
            canvas.picture == """
                ┌────────┐
                │Titel   │
                │        │
                │ 漢 ok !│
                └────────┘
                 0│bbbbb
                 2│.00000.E
                0 = text bold inverse
                E = error bold
                b = text bold
                cursor 2:4
                """)
    }

    @Test func `Of overlapping targets the last one is hit`() {
        var hits = HitMap()
        hits.add(Rect(row: 0, column: 0, rows: 5, columns: 5), target: 1)
        hits.add(Rect(row: 1, column: 1, rows: 1, columns: 2), target: 2)
        #expect(hits.target(at: Position(row: 1, column: 2)) == 2)
        #expect(hits.target(at: Position(row: 1, column: 3)) == 1)
        #expect(hits.target(at: Position(row: 5, column: 0)) == nil)
    }
}
