package import Terminal

/// What has to be put right, at the top of the screen, in the words that also stand at each field.
package struct ErrorSummary: Widget {
    package let heading: String
    package let messages: [String]
    package let isBoxed: Bool

    /// A summary; without a box where rows are few.
    package init(heading: String, messages: [String], isBoxed: Bool = true) {
        self.heading = heading
        self.messages = messages
        self.isBoxed = isBoxed
    }

    package func height(for columns: Int) -> Int {
        let inner = width(for: columns) - (isBoxed ? 4 : 0)
        return (isBoxed ? 2 : 0) + TextLayout.wrap(headline, columns: inner).count
            + messages.map { lines(of: $0, columns: inner).count }.reduce(0, +)
    }

    package func paint(on canvas: inout Canvas, in rect: Rect) -> Int {
        let rows = min(height(for: rect.columns), rect.rows)
        let box = Rect(row: rect.top, column: rect.left, rows: rows, columns: width(for: rect.columns))
        var rest = box
        if isBoxed {
            guard rows >= 3 else { return canvas.writeLines([headline], in: rect, style: .error) }
            canvas.drawBox(box, style: .error)
            rest = box.inset(top: 1, left: 2, bottom: 1, right: 2)
        }
        rest = rest.below(
            canvas.writeLines(TextLayout.wrap(headline, columns: rest.columns), in: rest, style: .error))
        for message in messages where rest.rows > 0 {
            canvas.write(canvas.glyphs.bullet, at: rest.origin, style: .error)
            let lines = lines(of: message, columns: rest.columns)
            let used = canvas.writeLines(lines, in: rest.inset(left: 2), style: .text)
            rest = rest.below(used)
        }
        return rows
    }

    /// The mark says "error" without colour.
    private var headline: String { "! \(heading)" }

    private func width(for columns: Int) -> Int { min(columns, Measure.text + 4) }

    private func lines(of message: String, columns: Int) -> [String] {
        TextLayout.wrap(message, columns: columns - 2)
    }
}
