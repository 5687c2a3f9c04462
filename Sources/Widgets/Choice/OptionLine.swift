package import Terminal

/// One thing to choose in a list: focus marker, digit, mark, and the label with a hanging indent.
package struct OptionLine: Widget {
    package let option: Option

    /// The line of an option.
    package init(_ option: Option) { self.option = option }

    package func height(for columns: Int) -> Int { lines(columns, .unicode).count }

    package func paint(on canvas: inout Canvas, in rect: Rect) -> Int {
        let lines = lines(rect.columns, canvas.glyphs)
        let style: Style = option.isFocused ? .focus : .text
        let block = Rect(row: rect.top, column: rect.left, rows: lines.count, columns: rect.columns)
        if option.isFocused {
            canvas.fill(block.inset(left: Measure.marker), style: style)
            canvas.writeFocusMarker(at: rect.origin)
        }
        let mark = mark(canvas.glyphs)
        let start = rect.origin.moved(columns: Measure.marker)
        canvas.write(lead, at: start, style: option.isFocused ? style : .muted)
        canvas.write(mark, at: start.moved(columns: TextLayout.width(of: lead)), style: style)
        canvas.writeLines(lines, in: rect.inset(left: Measure.marker + width(before: mark)), style: style)
        canvas.addTarget(option.target, block)
        return lines.count
    }

    private var lead: String { " " + (option.digit.map(String.init) ?? " ") + "  " }

    private func mark(_ glyphs: Glyphs) -> String {
        switch option.mark {
        case .none, .radio(false): ""
        case .radio(true): glyphs.selected + " "
        case .check(let isChecked): "[" + (isChecked ? glyphs.checked : " ") + "] "
        }
    }

    private func width(before mark: String) -> Int { TextLayout.width(of: lead + mark) }

    private func lines(_ columns: Int, _ glyphs: Glyphs) -> [String] {
        TextLayout.wrap(option.label, columns: max(1, columns - Measure.marker - width(before: mark(glyphs)) - 1))
    }
}
