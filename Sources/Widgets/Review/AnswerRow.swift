package import Terminal

/// A question and its answer, side by side where it is wide, otherwise below each other.
package struct AnswerRow: Widget {
    package let label: String
    package let answer: String
    package let labelColumns: Int
    package let isFocused: Bool
    package let target: Int?

    /// A row of a review.
    ///
    /// - Parameters:
    ///   - label: The question.
    ///   - answer: What was answered, or words such as "not given".
    ///   - labelColumns: The width that all rows of a screen give to their labels, so that the answers align.
    ///   - isFocused: Whether Enter changes this answer.
    ///   - target: What a click on it means; nothing where it cannot be changed.
    package init(label: String, answer: String, labelColumns: Int, isFocused: Bool = false, target: Int? = nil) {
        self.label = label
        self.answer = answer
        self.labelColumns = labelColumns
        self.isFocused = isFocused
        self.target = target
    }

    package func height(for columns: Int) -> Int {
        let (labels, answers) = lines(columns)
        return isSideBySide(columns) ? max(labels.count, answers.count) : labels.count + answers.count
    }

    package func paint(on canvas: inout Canvas, in rect: Rect) -> Int {
        let (labels, answers) = lines(rect.columns)
        let rows = height(for: rect.columns)
        let block = Rect(row: rect.top, column: rect.left, rows: rows, columns: rect.columns)
        if isFocused {
            canvas.writeFocusMarker(at: rect.origin)
            canvas.fill(block.inset(left: Measure.marker), style: .focus)
        }
        let inner = block.inset(left: Measure.marker + 1, right: 1)
        let used = canvas.writeLines(labels, in: inner, style: isFocused ? .focus : .muted)
        let place = isSideBySide(rect.columns) ? inner.inset(left: width(rect.columns) + 2) : inner.below(used)
        canvas.writeLines(answers, in: place, style: isFocused ? .focus : .title)
        if let target { canvas.addTarget(target, block) }
        return rows
    }

    private func isSideBySide(_ columns: Int) -> Bool { columns >= Measure.sideBySide }

    /// Of the label's column: at most two fifths of the row.
    private func width(_ columns: Int) -> Int { min(labelColumns, columns * 2 / 5) }

    private func lines(_ columns: Int) -> (labels: [String], answers: [String]) {
        let inner = max(1, columns - Measure.marker - 2)
        guard isSideBySide(columns) else {
            return (TextLayout.wrap(label, columns: inner), TextLayout.wrap(answer, columns: inner))
        }
        let width = max(1, width(columns))
        return (TextLayout.wrap(label, columns: width), TextLayout.wrap(answer, columns: max(1, inner - width - 2)))
    }
}
