package import Terminal

/// What has to be put right, at the top of the screen, in the words that also stand at each field.
package struct ErrorSummary: Widget {
    package let heading: String
    package let messages: [String]
    package let firstTarget: Int?

    /// A summary; message after message can be clicked as `firstTarget`, `firstTarget + 1` and so on.
    package init(heading: String, messages: [String], firstTarget: Int? = nil) {
        self.heading = heading
        self.messages = messages
        self.firstTarget = firstTarget
    }

    package func height(for columns: Int) -> Int {
        let inner = width(for: columns) - 4
        return 2 + TextLayout.wrap(headline, columns: inner).count
            + messages.map { lines(of: $0, columns: inner).count }.reduce(0, +)
    }

    package func paint(on canvas: inout Canvas, in rect: Rect) -> Int {
        let rows = min(height(for: rect.columns), rect.rows)
        guard rows >= 3 else { return canvas.writeLines([headline], in: rect, style: .error) }
        let box = Rect(row: rect.top, column: rect.left, rows: rows, columns: width(for: rect.columns))
        canvas.drawBox(box, style: .error)
        var rest = box.inset(top: 1, left: 2, bottom: 1, right: 2)
        rest = rest.below(
            canvas.writeLines(TextLayout.wrap(headline, columns: rest.columns), in: rest, style: .error))
        for (index, message) in messages.enumerated() where rest.rows > 0 {
            canvas.write(canvas.glyphs.bullet, at: rest.origin, style: .error)
            let lines = lines(of: message, columns: rest.columns)
            let used = canvas.writeLines(lines, in: rest.inset(left: 2), style: .text)
            if let firstTarget {
                let hit = Rect(row: rest.top, column: rest.left, rows: used, columns: rest.columns)
                canvas.addTarget(firstTarget + index, hit)
            }
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
