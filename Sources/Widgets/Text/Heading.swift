package import Terminal

/// The one thing that a screen is about.
package struct Heading: Widget {
    package let text: String

    /// A heading; it wraps like running text.
    package init(_ text: String) { self.text = text }

    package func height(for columns: Int) -> Int { lines(for: columns).count }

    package func paint(on canvas: inout Canvas, in rect: Rect) -> Int {
        canvas.writeLines(lines(for: rect.columns), in: rect, style: .title)
    }

    private func lines(for columns: Int) -> [String] { TextLayout.wrap(text, columns: min(columns, Measure.text)) }
}
