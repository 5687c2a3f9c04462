package import Terminal

/// Points below each other, with the lines of each aligned behind its bullet.
package struct BulletList: Widget {
    package let items: [String]
    package let style: Style

    /// A list of points.
    package init(_ items: [String], style: Style = .text) {
        self.items = items
        self.style = style
    }

    package func height(for columns: Int) -> Int {
        items.map { lines(of: $0, columns: columns).count }.reduce(0, +)
    }

    package func paint(on canvas: inout Canvas, in rect: Rect) -> Int {
        var rest = rect
        for item in items where rest.rows > 0 {
            canvas.write(canvas.glyphs.bullet, at: rest.origin, style: style, maxColumns: rect.columns)
            let lines = lines(of: item, columns: rect.columns)
            rest = rest.below(canvas.writeLines(lines, in: rest.inset(left: 2), style: style))
        }
        return rest.top - rect.top
    }

    private func lines(of item: String, columns: Int) -> [String] {
        TextLayout.wrap(item, columns: min(columns, Measure.text) - 2)
    }
}
