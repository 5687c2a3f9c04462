import Catalogue
package import Terminal
package import Visit
import Widgets

/// Paints a screen: town and step on top, one question in the middle with air around it, the keys below.
package struct ScreenPainter {
    /// Targets of the key bar in the hit map; those below are the visit's own.
    package static let keyBarTarget = 1000
    /// The smallest size that screens are made for.
    package static let minimum = Size(rows: 15, columns: 40)

    private let visit: Visit
    private let content: ScreenContent
    /// The reference as a QR code, rows of modules.
    private let code: [[Bool]]

    package init(_ visit: Visit, code: [[Bool]] = []) {
        self.visit = visit
        self.code = code
        content = ContentBuilder(visit).content
    }

    /// The screen in this size.
    package func paint(_ size: Size, glyphs: Glyphs = .unicode) -> Canvas {
        var canvas = Canvas(size: size, glyphs: glyphs)
        guard size.rows >= Self.minimum.rows, size.columns >= Self.minimum.columns else {
            Paragraph(ContentBuilder(visit).say(.tooSmall)).draw(on: &canvas, in: canvas.bounds)
            return canvas
        }
        let keys = keyBar(size)
        let top = 2 + bannerRows(size)
        let bottom = keys.height(for: frame(size).columns)
        let middle = Rect(row: top, column: 0, rows: size.rows - top - bottom, columns: size.columns)
        canvas.clipped(to: middle) { paintMiddle(on: &$0, in: middle) }
        paintTop(on: &canvas, size: size)
        keys.draw(on: &canvas, in: frame(size).inset(top: middle.bottom))
        return canvas
    }

    private func frame(_ size: Size) -> Rect {
        let margin = size.columns >= 60 ? 2 : 0
        return Rect(size).inset(left: margin, right: margin)
    }

    // MARK: Top and bottom

    private func bannerRows(_ size: Size) -> Int { visit.configuration.terminal.training && size.rows >= 18 ? 1 : 0 }

    private func paintTop(on canvas: inout Canvas, size: Size) {
        let town = visit.configuration.terminal.municipality
        let training = visit.configuration.terminal.training && bannerRows(size) == 0
        let name = town.name(visit.language) + (training ? " – " + ContentBuilder(visit).say(.trainingShort) : "")
        let header = Header(crest: town.coatOfArms ?? "", town: name, step: content.step)
        header.draw(on: &canvas, in: frame(size))
        if bannerRows(size) == 1 {
            Banner(ContentBuilder(visit).say(.training)).draw(on: &canvas, in: frame(size).inset(top: 2))
        }
    }

    private func keyBar(_ size: Size) -> KeyBar {
        // A narrow screen needs its rows: that ▲ ▼ move is said in the help.
        let shown = content.keys.filter { size.columns >= 60 || $0.cap != .move }
        return KeyBar(
            shown.map { key in
                switch key.cap {
                case .enter: KeyBar.Entry(cap: "Enter", word: key.word, target: Self.keyBarTarget)
                case .move: KeyBar.Entry(cap: "▲▼", word: key.word, target: Self.keyBarTarget + 1)
                case .back: KeyBar.Entry(cap: "Esc", word: key.word, target: Self.keyBarTarget + 2)
                case .help: KeyBar.Entry(cap: "F1", word: key.word, target: Self.keyBarTarget + 3)
                case .cancel: KeyBar.Entry(cap: "F10", word: key.word, target: Self.keyBarTarget + 4)
                }
            })
    }

    /// What a click on the key bar presses.
    package static func press(ofKeyBar target: Int) -> Press? {
        switch target - keyBarTarget {
        case 0: .enter
        case 2: .back
        case 3: .help
        case 4: .cancel
        default: nil
        }
    }

    // MARK: The middle

    private func paintMiddle(on canvas: inout Canvas, in rect: Rect) {
        let column = self.column(in: rect)
        var parts = content.title.isEmpty ? [] : [Part(Heading(content.title), gap: 0)]
        parts += content.blocks.flatMap(self.parts)
        let heights = parts.map { $0.widget.height(for: column.columns) }
        var gaps = parts.map(\.gap)
        // Where rows are few, air goes first from the end of the screen to its beginning, last of all below the title.
        var total = heights.reduce(0, +) + gaps.reduce(0, +)
        for index in gaps.indices.reversed() where total > column.rows && gaps[index] > 0 && index > 1 {
            gaps[index] -= 1
            total -= 1
        }
        if total > column.rows {
            total -= gaps.reduce(0, +)
            gaps = gaps.map { _ in 0 }
        }
        var row = column.top
        if total <= column.rows {
            row += min((column.rows - total) / 3, 3)
        } else {
            row -= scrolled(heights, parts, total: total, rows: column.rows)
        }
        for (index, part) in parts.enumerated() {
            row += gaps[index]
            let height = heights[index]
            part.widget.draw(
                on: &canvas, in: Rect(row: row, column: column.left, rows: height, columns: column.columns))
            row += height
        }
        if total > column.rows { paintMore(on: &canvas, in: rect, upTo: row) }
    }

    /// A column that is not too wide to read, in the middle of a wide screen.
    private func column(in rect: Rect) -> Rect {
        let width = min(Measure.list, rect.columns - (rect.columns >= 60 ? 12 : 2))
        let left = (rect.columns - width) / 2
        let air = rect.rows >= 14 ? 1 : 0
        return Rect(row: rect.top + air, column: left, rows: rect.rows - 2 * air, columns: width)
    }

    /// How many rows are above the window: what has the focus is always seen, and as much above it as possible.
    private func scrolled(_ heights: [Int], _ parts: [Part], total: Int, rows: Int) -> Int {
        guard visit.targets.count > 1, let focused = parts.lastIndex(where: \.hasFocus) else {
            return min(visit.scroll * max(1, rows - 2), total - rows)
        }
        let end = heights[...focused].reduce(0, +)
        let following = focused + 1 < heights.count ? min(2, heights[focused + 1]) : 0
        return min(max(0, end + following - rows), total - rows)
    }

    /// Marks where the text goes on.
    private func paintMore(on canvas: inout Canvas, in rect: Rect, upTo end: Int) {
        let column = rect.right - 2
        if end > rect.bottom {
            canvas.write(
                canvas.glyphs.below, at: Terminal.Position(row: rect.bottom - 1, column: column), style: .muted)
        }
    }

    private func parts(_ block: Block) -> [Part] {
        switch block {
        case .heading(let text): [Part(Paragraph(text, style: Style(.link, isBold: true)))]
        case .text(let text, let tone): text.isEmpty ? [] : [Part(Paragraph(text, style: style(tone)))]
        case .bullets(let items): [Part(BulletList(items), gap: 0)]
        case .notice(let title, let sentences, let isError):
            [
                isError
                    ? Part(ErrorSummary(heading: title, messages: sentences))
                    : Part(
                        Paragraph(
                            ([title + ":"] + sentences).joined(separator: "\n"), style: Style(.warn, isBold: true)))
            ]
        case .choices(let lines): choiceParts(lines)
        case .grid(let lines): [Part(OptionGrid(lines: lines), hasFocus: lines.contains(where: \.isFocused))]
        case .field(let field): [Part(box(field), hasFocus: field.cursor != nil)]
        case .fields(let fields): [fieldsPart(fields)]
        case .answers(let lines): lines.map(answerPart)
        case .reference(let text): [Part(Paragraph(text, style: Style(.ok, isBold: true)))]
        case .bits: code.isEmpty ? [] : [Part(BitBlock(modules: code))]
        }
    }

    private func style(_ tone: Block.Tone) -> Style {
        switch tone {
        case .plain: .text
        case .muted: .muted
        case .hint: Style(.link)
        case .ok: Style(.ok, isBold: true)
        }
    }

    private func choiceParts(_ lines: [ChoiceLine]) -> [Part] {
        lines.enumerated().map { index, line in
            let gap = index == 0 ? 1 : 0
            if case .button = line.mark {
                let button = ButtonLine(label: line.label, target: line.target, isFocused: line.isFocused)
                return Part(
                    button, gap: index == 0 ? 1 : lines[index - 1].mark == .button ? 0 : 1, hasFocus: line.isFocused)
            }
            return Part(
                OptionLine(line: line), gap: gap, hasFocus: line.isFocused)
        }
    }

    private func box(_ field: Field) -> TextField {
        TextField(
            .text(field.text), cursor: field.cursor, lines: field.isMultiline ? 4 : 1, hasError: field.hasProblem,
            target: field.target)
    }

    private func fieldsPart(_ fields: [Field]) -> Part {
        let parts = fields.map { PartsField.Part(label: $0.label ?? "", field: box($0)) }
        return Part(PartsField(parts), hasFocus: fields.contains { $0.cursor != nil })
    }

    private func answerPart(_ line: AnswerLine) -> Part {
        let list = ReviewList(
            [ReviewList.Item(label: line.label, answer: line.value)], focus: line.isFocused ? 0 : nil, change: "",
            firstTarget: line.target ?? -1)
        return Part(list, gap: 0, hasFocus: line.isFocused)
    }
}
