package import Terminal

/// A field with its label beside it where it is wide, otherwise above it, and below it what is wrong.
package struct LabelledField: Widget {
    package let label: String
    package let field: TextField
    package let message: String
    package let labelColumns: Int
    package let isBoxed: Bool

    /// A field of a screen.
    ///
    /// - Parameters:
    ///   - label: What is asked; empty where the screen's title asks it.
    ///   - field: Where it is written.
    ///   - message: What is wrong, in the words that also stand on top; empty where nothing is.
    ///   - labelColumns: The width that all fields of a screen give to their labels, so that the fields align.
    ///   - isBoxed: Whether there are rows for a box.
    package init(label: String = "", field: TextField, message: String = "", labelColumns: Int = 0, isBoxed: Bool) {
        self.label = label
        self.field = field
        self.message = message
        self.labelColumns = labelColumns
        self.isBoxed = isBoxed
    }

    package func height(for columns: Int) -> Int {
        let inner = fieldColumns(columns)
        let field = fieldRows + messageLines(inner).count
        let labels = labelLines(columns).count
        return isSideBySide(columns) ? max(labels, field) : labels + field
    }

    package func paint(on canvas: inout Canvas, in rect: Rect) -> Int {
        let labels = labelLines(rect.columns)
        let style: Style = field.isFocused ? .title : .text
        canvas.writeLines(labels, in: rect.inset(left: Measure.marker), style: style)
        var place = rect.below(labels.count)
        if isSideBySide(rect.columns) { place = rect.inset(left: rect.columns - fieldColumns(rect.columns)) }
        let box = Rect(
            row: place.top, column: place.left, rows: min(fieldRows, place.rows), columns: place.columns)
        if isBoxed { field.draw(on: &canvas, in: box) } else { field.drawUnboxed(on: &canvas, in: box) }
        let below = place.below(fieldRows)
        let lines = messageLines(place.columns)
        if !lines.isEmpty, below.rows > 0 {
            canvas.write("!", at: below.origin, style: .error)
            canvas.writeLines(lines, in: below.inset(left: Measure.marker), style: .error)
        }
        return height(for: rect.columns)
    }

    private var fieldRows: Int { isBoxed ? field.height(for: 0) : field.lines }

    private func isSideBySide(_ columns: Int) -> Bool { !label.isEmpty && columns >= Measure.sideBySide }

    private func width(_ columns: Int) -> Int { max(1, min(labelColumns, columns / 3)) }

    private func fieldColumns(_ columns: Int) -> Int {
        isSideBySide(columns) ? columns - Measure.marker - width(columns) - 1 : columns
    }

    private func labelLines(_ columns: Int) -> [String] {
        if label.isEmpty { return [] }
        let room = isSideBySide(columns) ? width(columns) : max(1, columns - Measure.marker)
        return TextLayout.wrap(label, columns: room)
    }

    private func messageLines(_ columns: Int) -> [String] {
        message.isEmpty ? [] : TextLayout.wrap(message, columns: max(1, columns - Measure.marker))
    }
}
