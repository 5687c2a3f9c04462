package import Terminal

/// How far something is, as a bar with its share in numbers: never colour alone.
package struct ProgressBar: Widget {
    package let done: Int
    package let total: Int

    /// A bar; what is beyond the whole counts as the whole.
    package init(done: Int, of total: Int) {
        self.total = max(1, total)
        self.done = min(max(0, done), self.total)
    }

    package func height(for columns: Int) -> Int { 1 }

    package func paint(on canvas: inout Canvas, in rect: Rect) -> Int {
        let number = " \(100 * done / total) %"
        let columns = min(Measure.text, rect.columns) - TextLayout.width(of: " 100 %") - 2
        guard rect.rows > 0, columns > 0 else { return 0 }
        let filled = columns * done / total
        // Brackets and signs, so that it can be read without colours.
        canvas.write("[", at: rect.origin, style: .muted)
        canvas.write(
            String(repeating: "#", count: filled), at: rect.origin.moved(columns: 1), style: Style(.ok, isBold: true))
        canvas.write(
            String(repeating: canvas.glyphs.line, count: columns - filled),
            at: rect.origin.moved(columns: 1 + filled), style: .muted)
        canvas.write("]" + number, at: rect.origin.moved(columns: 1 + columns), style: .text)
        return 1
    }
}
