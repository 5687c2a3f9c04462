import Terminal
import Testing
import Widgets

/// Every widget in every room.
@Suite struct RoomTests {
    static let words = ScrollWords(above: "weiter oben", below: "weiter unten", position: "3 von 12")
    static let long = "Die Verpflichtungserklärung für Staatsangehörige, die\u{A0}visumpflichtig sind 漢字."

    static let widgets: [any Widget] = [
        Header(crest: "◆", town: "Musterhausen", step: "Schritt 3 von 9", shortStep: "3/9"),
        KeyBar((0..<5).map { KeyBar.Entry(cap: "Taste", word: "Wort \($0)", target: $0, isEnabled: $0 != 2) }),
        KeyBar([]), Heading(long), Paragraph(long), BulletList([long, long]), Banner(long),
        ChoiceList((0..<12).map { .init("\($0) \(long)", hint: long) }, focus: 7, kind: .many, words: words),
        ChoiceList([], focus: nil), ChoiceList([.init("a")], focus: 9),
        TextField(.text(long), cursor: 40, columns: 20, hasError: true, target: 1), TextField(.text(long), cursor: 99),
        TextField(.text(long), cursor: 40, lines: 3), TextField(.masked(count: 3, length: 5), cursor: 0),
        TextField(.masked(count: 0, length: nil), cursor: 0), TextField(.text(""), cursor: -4, example: long),
        PartsField(
            (0..<5).map {
                .init(label: "Feld \($0)", field: TextField(.text(long), cursor: $0 == 3 ? 9 : nil), message: long)
            }, words: words),
        LetterGrid(variants: [:], words: .init(space: "Leer", delete: "Löschen", shift: "abc", done: "Fertig")),
        ErrorSummary(heading: long, messages: [long, long], firstTarget: 3),
        ReviewList([.init(label: long, answer: long), .init(label: "b", answer: "")], focus: 1, change: "Ändern"),
        Progress(steps: [.init(long, .done), .init(long, .current)], fraction: .nan, caption: "40 %"),
        BitBlock(modules: Array(repeating: Array(repeating: true, count: 5), count: 5)), BitBlock(modules: []),
        Dialog(
            title: long, text: long, choices: ChoiceList([.init("ja"), .init("nein")], focus: 0),
            countdown: .init(fractionLeft: 2, caption: "18 Sekunden")),
        ScrollText(long + long + long, firstLine: 99, words: words),
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
            for widget in Self.widgets.filter({ $0 is ChoiceList || $0 is ReviewList || $0 is LetterGrid }) {
                var canvas = Canvas(size: Size(rows: 12, columns: 60), glyphs: glyphs)
                widget.draw(on: &canvas, in: canvas.bounds)
                let hasFocus = canvas.cells.contains { $0.style.isInverse }
                let markers = (0..<12).count { canvas[row: $0, column: 0].text == glyphs.focus }
                #expect(markers == (hasFocus ? 1 : 0))
            }
        }
    }

    @Test(arguments: [(1, 1), (9, 9), (10, 10), (11, 9)])
    func `Digits choose the first nine, and zero the tenth of ten`(count: Int, digits: Int) {
        let all = (0..<count).compactMap { ChoiceList.digit(for: $0, of: count) }
        #expect(all.count == digits)
        for index in 0..<digits {
            #expect(ChoiceList.digit(for: index, of: count).flatMap { ChoiceList.index(for: $0, of: count) } == index)
        }
        #expect(ChoiceList.index(for: 0, of: 9) == nil)
    }

    @Test func `Whatever has the focus is seen and can be clicked, wherever it is in a list`() {
        for focus in 0..<12 {
            var canvas = Canvas(size: Size(rows: 8, columns: 40))
            let choices = (0..<12).map { ChoiceList.Choice("Leistung \($0)", hint: $0 % 3 == 0 ? Self.long : "") }
            ChoiceList(choices, focus: focus, words: Self.words, firstTarget: 100).draw(on: &canvas, in: canvas.bounds)
            #expect(!canvas.hits.rects(of: 100 + focus).isEmpty)
            #expect((0..<8).contains { canvas[row: $0, column: 0].text == "▶" })
        }
    }

    @Test func `What is not enabled cannot be clicked`() {
        var canvas = Canvas(size: Size(rows: 8, columns: 60))
        let choices: [ChoiceList.Choice] = [.init("a"), .init("b", hint: "erst ab Januar", isEnabled: false)]
        ChoiceList(choices, focus: nil).draw(on: &canvas, in: canvas.bounds)
        #expect(canvas.hits.rects(of: 0).count == 1)
        #expect(canvas.hits.rects(of: 1).isEmpty)
    }

    @Test func `A long text ends where its last line is at the bottom`() {
        let size = Size(rows: 8, columns: 40)
        let text = (1...20).map { "Zeile \($0)" }.joined(separator: "\n")
        let last = ScrollText(text, firstLine: 0, words: Self.words).lastFirstLine(for: size)
        #expect(last == 14)
        #expect(ScrollText(text, firstLine: last, words: Self.words).page(for: size) == 5)
        var canvas = Canvas(size: size)
        ScrollText(text, firstLine: 99, words: Self.words).draw(on: &canvas, in: canvas.bounds)
        #expect(canvas.picture.contains("Zeile 20"))
        #expect(canvas.picture.contains("weiter oben"))
        #expect(!canvas.picture.contains("weiter unten"))
    }

    @Test func `What is masked is nowhere in the canvas`() {
        var canvas = Canvas(size: Size(rows: 3, columns: 40), glyphs: .ascii)
        TextField(.masked(count: 6, length: 6), cursor: 6).draw(on: &canvas, in: canvas.bounds)
        #expect(!canvas.cells.contains { $0.text.contains(where: \.isNumber) })
    }
}
