import Terminal
import Testing
import Widgets

/// Every widget in every room.
@Suite struct RoomTests {
    static let long = "Die Verpflichtungserklärung für Staatsangehörige, die\u{A0}visumpflichtig sind 漢字."

    static let widgets: [any Widget] = [
        Header(crest: "◆", town: "Musterhausen", step: "Schritt 3 von 9", shortStep: "3/9"),
        KeyBar((0..<5).map { KeyBar.Entry(cap: "Taste", word: "Wort \($0)", target: $0) }),
        KeyBar([]), Heading(long), Paragraph(long), BulletList([long, long]), Banner(long),
        OptionLine(.init(long, digit: 4, mark: .check(true), isFocused: true, target: 3)),
        OptionLine(.init(long, mark: .radio(true), target: 3)), ButtonLine(.init(long, isFocused: true, target: 3)),
        OptionGrid((0..<12).map { .init("\($0)", digit: 1, isFocused: $0 == 7, target: $0) }), OptionGrid([]),
        TextField(.text(long), cursor: 40, columns: 20, hasError: true, target: 1), TextField(.text(long), cursor: 99),
        TextField(.text(long), cursor: 40, lines: 3), TextField(.masked(count: 3, length: 5), cursor: 0),
        TextField(.masked(count: 0, length: nil), cursor: 0), TextField(.text(""), cursor: -4),
        LabelledField(
            label: long, field: TextField(.text(long), cursor: 9), message: long, labelColumns: 30, isBoxed: true),
        LabelledField(field: TextField(.text(long), lines: 4), message: long, isBoxed: false),
        ErrorSummary(heading: long, messages: [long, long]),
        ErrorSummary(heading: long, messages: [long, long], isBoxed: false),
        AnswerRow(label: long, answer: long, labelColumns: 20, isFocused: true, target: 4),
        AnswerRow(label: "b", answer: "", labelColumns: 0),
        BitBlock(modules: Array(repeating: Array(repeating: true, count: 5), count: 5)), BitBlock(modules: []),
    ]

    @Test func `No widget draws or is clicked outside of its rectangle, however small`() {
        var ground = Canvas(size: Size(rows: 44, columns: 126))
        ground.fill(ground.bounds, style: .error)
        for (index, widget) in Self.widgets.enumerated() {
            for rows in [0, 1, 2, 3, 4, 8, 15, 34] {
                for columns in [0, 1, 2, 5, 9, 14, 20, 37, 40, 60, 80, 120] {
                    var canvas = ground
                    let rect = Rect(row: 3, column: 3, rows: rows, columns: columns)
                    let used = widget.draw(on: &canvas, in: rect)
                    let place = Comment(rawValue: "widget \(index) in \(rows)×\(columns)")
                    #expect(used >= 0 && used <= rows, place)
                    #expect(spill(canvas, beyond: rect) == nil, place)
                    if let cursor = canvas.cursor { #expect(rect.contains(cursor), place) }
                }
            }
        }
    }

    private func spill(_ canvas: Canvas, beyond rect: Rect) -> Position? {
        for row in 0..<canvas.size.rows {
            for column in 0..<canvas.size.columns {
                let position = Position(row: row, column: column)
                if rect.contains(position) { continue }
                if canvas[position] != Cell(" ", style: .error) || canvas.hits.target(at: position) != nil {
                    return position
                }
            }
        }
        return nil
    }

    @Test func `What has the focus shows without colour and without inverse, by its marker`() {
        for glyphs in [Glyphs.unicode, .console, .ascii] {
            for widget in Self.widgets.filter({ $0 is OptionLine || $0 is ButtonLine || $0 is AnswerRow }) {
                var canvas = Canvas(size: Size(rows: 12, columns: 60), glyphs: glyphs)
                widget.draw(on: &canvas, in: canvas.bounds)
                let hasFocus = canvas.cells.contains { $0.style.isInverse }
                let markers = (0..<12).count { canvas[row: $0, column: 0].text == glyphs.focus }
                #expect(markers == (hasFocus ? 1 : 0))
            }
        }
    }

    @Test func `What is masked is nowhere in the canvas`() {
        var canvas = Canvas(size: Size(rows: 3, columns: 40), glyphs: .ascii)
        TextField(.masked(count: 6, length: 6), cursor: 6).draw(on: &canvas, in: canvas.bounds)
        #expect(!canvas.cells.contains { $0.text.contains(where: \.isNumber) })
    }
}
