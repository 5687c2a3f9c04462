package import Terminal

/// Several labelled fields that belong together, such as an address.
package struct PartsField: Widget {
    /// One of the fields.
    package struct Part: Sendable {
        package let label: String
        package let field: TextField
        package let message: String

        /// A part; the message says what is wrong with it, if anything is.
        package init(label: String, field: TextField, message: String = "") {
            self.label = label
            self.field = field
            self.message = message
        }
    }

    package let parts: [Part]
    package let words: ScrollWords?

    /// The fields, of which the one with a cursor has the focus.
    package init(_ parts: [Part], words: ScrollWords? = nil) {
        self.parts = parts
        self.words = words
    }

    package func height(for columns: Int) -> Int { heights(for: columns).reduce(0, +) }

    package func paint(on canvas: inout Canvas, in rect: Rect) -> Int {
        let room = Rect(
            row: rect.top, column: rect.left, rows: rect.rows, columns: min(rect.columns, Measure.list))
        let focus = parts.firstIndex { $0.field.cursor != nil }
        let list = BlockList(heights: heights(for: rect.columns), focus: focus, words: words)
        return list.draw(on: &canvas, in: room) { canvas, index, block in
            draw(parts[index], on: &canvas, in: block)
        }
    }

    private func isSideBySide(_ columns: Int) -> Bool { columns >= Measure.sideBySide }

    private func draw(_ part: Part, on canvas: inout Canvas, in block: Rect) {
        let labelColumns = labelColumns(for: block.columns)
        let label = TextLayout.wrap(part.label, columns: labelColumns)
        let inner = block.inset(left: Measure.marker)
        let style: Style = part.field.cursor == nil ? .text : .title
        let fieldRows = part.field.lines
        if isSideBySide(block.columns) {
            canvas.writeLines(label, in: inner, style: style)
            let place = block.inset(left: labelColumns + Measure.marker + 1)
            draw(part, on: &canvas, in: place, fieldRows: fieldRows)
        } else {
            let used = canvas.writeLines(label, in: inner, style: style)
            draw(part, on: &canvas, in: block.below(used), fieldRows: fieldRows)
        }
    }

    private func draw(_ part: Part, on canvas: inout Canvas, in place: Rect, fieldRows: Int) {
        let field = Rect(
            row: place.top, column: place.left, rows: min(fieldRows, place.rows), columns: place.columns)
        part.field.drawUnboxed(on: &canvas, in: field)
        let lines = messageLines(part, columns: place.columns)
        let below = place.below(fieldRows)
        if lines.isEmpty || below.rows == 0 { return }
        canvas.write("!", at: below.origin, style: .error)
        canvas.writeLines(lines, in: below.inset(left: Measure.marker), style: .error)
    }

    private func messageLines(_ part: Part, columns: Int) -> [String] {
        part.message.isEmpty ? [] : TextLayout.wrap(part.message, columns: max(1, columns - Measure.marker))
    }

    private func labelColumns(for columns: Int) -> Int {
        if !isSideBySide(columns) { return max(1, columns - Measure.marker) }
        let longest = parts.map { TextLayout.width(of: $0.label) }.max() ?? 0
        return min(longest, columns / 3)
    }

    private func heights(for columns: Int) -> [Int] {
        let columns = min(columns, Measure.list)
        let labelColumns = labelColumns(for: columns)
        return parts.map { part in
            let label = TextLayout.wrap(part.label, columns: labelColumns).count
            let side = isSideBySide(columns)
            let message = messageLines(part, columns: side ? columns - labelColumns - Measure.marker - 1 : columns)
                .count
            let field = part.field.lines + message
            return side ? max(label, field) : label + field
        }
    }
}
