package import Terminal

/// A line across the screen that is there at all times, such as that this is training.
package struct Banner: Widget {
    package let text: String
    package let role: Role

    /// A banner; its colour is that of the role.
    package init(_ text: String, role: Role = .warn) {
        self.text = text
        self.role = role
    }

    package func height(for columns: Int) -> Int { lines(for: columns).count }

    package func paint(on canvas: inout Canvas, in rect: Rect) -> Int {
        let style = Style(role, isBold: true, isInverse: true)
        let lines = lines(for: rect.columns).prefix(rect.rows)
        canvas.fill(Rect(row: rect.top, column: rect.left, rows: lines.count, columns: rect.columns), style: style)
        for (row, line) in lines.enumerated() {
            let indent = (rect.columns - TextLayout.width(of: line)) / 2
            canvas.write(line, at: rect.origin.moved(rows: row, columns: max(0, indent)), style: style)
        }
        return lines.count
    }

    private func lines(for columns: Int) -> [String] { TextLayout.wrap(text, columns: max(1, columns - 2)) }
}
