package import Terminal

/// A text that is longer than the screen, such as the privacy notice.
package struct ScrollText: Widget {
    package let text: String
    package let firstLine: Int
    package let words: ScrollWords

    /// A text that shows from its given line on; one that is too far down shows the end.
    package init(_ text: String, firstLine: Int, words: ScrollWords) {
        self.text = text
        self.firstLine = firstLine
        self.words = words
    }

    package func height(for columns: Int) -> Int { lines(for: columns).count }

    /// The last line that can be at the top, 0 if all fits.
    package func lastFirstLine(for size: Size) -> Int {
        let count = lines(for: size.columns).count
        return count <= size.rows ? 0 : count - page(size.rows)
    }

    /// The lines that page up and page down move by: all that are seen but one.
    package func page(for size: Size) -> Int { max(1, page(size.rows) - 1) }

    package func paint(on canvas: inout Canvas, in rect: Rect) -> Int {
        let lines = lines(for: rect.columns)
        let last = lastFirstLine(for: rect.size)
        if last == 0 { return canvas.writeLines(lines, in: rect, style: .text) }
        let first = min(max(0, firstLine), last)
        // The first and the last row are the hints'.
        let inner = rect.inset(top: hintRows(rect.rows), bottom: hintRows(rect.rows))
        canvas.writeLines(Array(lines[first...]), in: inner, style: .text)
        if hintRows(rect.rows) == 1 { drawHints(first: first, last: last, on: &canvas, in: rect) }
        return rect.rows
    }

    private func drawHints(first: Int, last: Int, on canvas: inout Canvas, in rect: Rect) {
        if first > 0 {
            canvas.write(
                "\(canvas.glyphs.above) \(words.above)", at: rect.origin, style: .muted, maxColumns: rect.columns)
        }
        let columns = min(rect.columns, Measure.text)
        let foot = rect.origin.moved(rows: rect.rows - 1)
        let position = TextLayout.truncated(words.position, columns: columns)
        let width = TextLayout.width(of: position)
        if first < last {
            canvas.write(
                "\(canvas.glyphs.below) \(words.below)", at: foot, style: .muted, maxColumns: columns - width - 1)
        }
        canvas.write(position, at: foot.moved(columns: columns - width), style: .muted)
    }

    private func hintRows(_ rows: Int) -> Int { rows >= 4 ? 1 : 0 }

    private func page(_ rows: Int) -> Int { rows - 2 * hintRows(rows) }

    private func lines(for columns: Int) -> [String] { TextLayout.wrap(text, columns: min(columns, Measure.text)) }
}
