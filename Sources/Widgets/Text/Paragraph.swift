package import Terminal

/// Running text, in lines that are not too long to read.
package struct Paragraph: Widget {
    package let text: String
    package let style: Style

    /// A paragraph; line breaks in the text stay.
    package init(_ text: String, style: Style = .text) {
        self.text = text
        self.style = style
    }

    package func height(for columns: Int) -> Int { lines(for: columns).count }

    package func paint(on canvas: inout Canvas, in rect: Rect) -> Int {
        canvas.writeLines(lines(for: rect.columns), in: rect, style: style)
    }

    private func lines(for columns: Int) -> [String] { TextLayout.wrap(text, columns: min(columns, Measure.text)) }
}
