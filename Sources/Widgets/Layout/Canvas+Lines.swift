package import Terminal

extension Canvas {
    /// Writes lines below each other, as many as the rectangle has rows, and tells how many.
    @discardableResult
    mutating func writeLines(_ lines: [String], in rect: Rect, style: Style) -> Int {
        for (row, line) in lines.prefix(rect.rows).enumerated() {
            write(line, at: rect.origin.moved(rows: row), style: style, maxColumns: rect.columns)
        }
        return min(lines.count, rect.rows)
    }

    /// Draws the marker of what has the focus.
    mutating func writeFocusMarker(at position: Position) {
        write(glyphs.focus, at: position, style: .title)
    }

    /// Draws a box along the edge of the rectangle.
    package mutating func drawBox(_ rect: Rect, style: Style) {
        guard rect.rows >= 2, rect.columns >= 2 else { return }
        let line = String(repeating: glyphs.line, count: rect.columns - 2)
        write(glyphs.corners[0] + line + glyphs.corners[1], at: rect.origin, style: style)
        for row in rect.top + 1..<rect.bottom - 1 {
            write(glyphs.bar, at: Position(row: row, column: rect.left), style: style)
            write(glyphs.bar, at: Position(row: row, column: rect.right - 1), style: style)
        }
        let last = Position(row: rect.bottom - 1, column: rect.left)
        write(glyphs.corners[2] + line + glyphs.corners[3], at: last, style: style)
    }
}
