import Terminal
import Widgets

/// One thing to choose in a list: focus marker, digit, mark, and the label with a hanging indent.
struct OptionLine: Widget {
    let line: ChoiceLine

    private var lead: String { (line.digit.map(String.init) ?? " ") + "  " }

    private func mark(_ glyphs: Glyphs) -> String {
        switch line.mark {
        case .button, .radio(false): ""
        case .radio(true): glyphs.selected + " "
        case .check(let isChecked): "[" + (isChecked ? glyphs.checked : " ") + "] "
        }
    }

    private func room(_ columns: Int, _ glyphs: Glyphs) -> Int {
        max(4, columns - 2 - TextLayout.width(of: lead + mark(glyphs)))
    }

    func height(for columns: Int) -> Int { TextLayout.wrap(line.label, columns: room(columns, .unicode)).count }

    func paint(on canvas: inout Canvas, in rect: Rect) -> Int {
        let mark = mark(canvas.glyphs)
        let indent = 2 + TextLayout.width(of: lead + mark)
        let lines = TextLayout.wrap(line.label, columns: room(rect.columns, canvas.glyphs))
        let style: Style = line.isFocused ? .focus : .text
        let block = Rect(row: rect.top, column: rect.left, rows: lines.count, columns: rect.columns)
        if line.isFocused {
            canvas.fill(
                Rect(row: rect.top, column: rect.left + 2, rows: lines.count, columns: rect.columns - 2), style: style)
            canvas.write(canvas.glyphs.focus, at: rect.origin, style: .text)
        }
        canvas.write(lead, at: rect.origin.moved(columns: 2), style: line.isFocused ? style : .muted)
        canvas.write(mark, at: rect.origin.moved(columns: 2 + TextLayout.width(of: lead)), style: style)
        for (row, text) in lines.enumerated() {
            canvas.write(
                text, at: rect.origin.moved(rows: row, columns: indent), style: style, maxColumns: rect.columns - indent
            )
        }
        canvas.addTarget(line.target, block)
        return lines.count
    }
}
