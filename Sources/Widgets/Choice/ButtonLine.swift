package import Terminal

/// A line to go on with: the word with air around it, so that one sees that it can be pressed.
package struct ButtonLine: Widget {
    package let option: Option

    /// The button of an option; its digit and mark do not show.
    package init(_ option: Option) { self.option = option }

    package func height(for columns: Int) -> Int { lines(columns).count }

    package func paint(on canvas: inout Canvas, in rect: Rect) -> Int {
        let lines = lines(rect.columns)
        let width = (lines.map(TextLayout.width(of:)).max() ?? 0) + 2 * Self.air
        if option.isFocused { canvas.writeFocusMarker(at: rect.origin) }
        let place = Rect(
            row: rect.top, column: rect.left + Measure.marker, rows: lines.count,
            columns: min(width, rect.columns - Measure.marker))
        let style = option.isFocused ? Style.focus : Style(.text, isBold: true, isUnderlined: true)
        canvas.fill(place, style: style)
        canvas.writeLines(lines, in: place.inset(left: Self.air), style: style)
        canvas.addTarget(
            option.target,
            Rect(row: rect.top, column: rect.left, rows: lines.count, columns: place.columns + Measure.marker))
        return lines.count
    }

    private static let air = 2

    private func lines(_ columns: Int) -> [String] {
        TextLayout.wrap(option.label, columns: max(1, columns - Measure.marker - 2 * Self.air))
    }
}
