package import Terminal

/// A place to write in. Its label is drawn by whoever draws the field.
package struct TextField: Widget {
    /// What has been written.
    package enum Content: Hashable, Sendable {
        case text(String)
        /// So many characters that nobody may see. What they are does not come here.
        case masked(count: Int, length: Int?)
    }

    package let content: Content
    package let cursor: Int?
    package let lines: Int
    package let columns: Int?
    package let hasError: Bool
    package let target: Int?
    /// Whether what is typed goes here first; elsewhere the cursor only shows where letters go.
    package let isFocused: Bool

    /// A field; it has the focus if it has a cursor, unless told otherwise.
    ///
    /// - Parameters:
    ///   - content: What has been written.
    ///   - cursor: Before which character (grapheme cluster) the cursor stands; masked content has it at the end.
    ///   - lines: More than one for a text of several lines.
    ///   - columns: How many characters are expected, which shows in the width; as many as fit if none are given.
    ///   - hasError: Whether a message stands at the field.
    ///   - target: What a click on it means.
    ///   - isFocused: Whether it has the focus, where that is not told by the cursor.
    package init(
        _ content: Content, cursor: Int? = nil, lines: Int = 1, columns: Int? = nil,
        hasError: Bool = false, target: Int? = nil, isFocused: Bool? = nil
    ) {
        self.content = content
        self.cursor = cursor
        self.lines = max(1, lines)
        self.columns = columns
        self.hasError = hasError
        self.target = target
        self.isFocused = isFocused ?? (cursor != nil)
    }

    package func height(for columns: Int) -> Int { lines + 2 }

    /// Draws a box, or, where there is no room for one, a line to write on.
    package func paint(on canvas: inout Canvas, in rect: Rect) -> Int {
        draw(on: &canvas, in: rect, isBoxed: rect.rows >= 3)
    }

    /// Draws a line to write on, however much room there is; the error's mark is for whoever draws its message.
    func drawUnboxed(on canvas: inout Canvas, in rect: Rect) {
        _ = draw(on: &canvas, in: rect, isBoxed: false)
    }

    private func draw(on canvas: inout Canvas, in rect: Rect, isBoxed: Bool) -> Int {
        guard rect.rows > 0, rect.columns > Measure.marker + 2 else { return 0 }
        let rows = isBoxed ? min(lines + 2, rect.rows) : min(lines, rect.rows)
        // One column more than asked for: the cursor stands behind the last character.
        let most = rect.columns - Measure.marker - (isBoxed ? 2 : 0)
        let inner = min(most, max(2, (columns ?? maskedColumns ?? most) + 1))
        let box = Rect(
            row: rect.top, column: rect.left + Measure.marker, rows: rows, columns: inner + (isBoxed ? 2 : 0))
        let edge = isBoxed ? 1 : 0
        let place = box.inset(top: edge, left: edge, bottom: edge, right: edge)
        if isBoxed { canvas.drawBox(box, style: hasError ? .error : .muted) }
        drawMarker(on: &canvas, at: Position(row: place.top, column: rect.left), showsError: isBoxed)
        drawContent(on: &canvas, in: place, isUnderlined: !isBoxed)
        if let target { canvas.addTarget(target, box) }
        return rows
    }

    private var maskedColumns: Int? {
        if case .masked(_, let length?) = content { 2 * length - 1 } else { nil }
    }

    private func drawMarker(on canvas: inout Canvas, at position: Position, showsError: Bool) {
        if isFocused {
            canvas.writeFocusMarker(at: position)
        } else if hasError, showsError {
            canvas.write("!", at: position, style: .error)
        }
    }

    private func drawContent(on canvas: inout Canvas, in place: Rect, isUnderlined: Bool) {
        let style = Style(isBold: isFocused, isUnderlined: isUnderlined && !isFocused, isInverse: isFocused)
        canvas.fill(place, style: style)
        let characters = self.characters(glyphs: canvas.glyphs)
        let position: Int? =
            switch content {
            case .text: cursor.map { min(max(0, $0), characters.count) }
            case .masked(let count, _): cursor.map { _ in min(2 * max(0, count), max(0, characters.count - 1)) }
            }
        if lines == 1 {
            FieldLine(characters: characters, cursor: position).draw(on: &canvas, in: place, style: style)
        } else {
            drawLines(characters, cursor: position, on: &canvas, in: place, style: style)
        }
    }

    /// Masked content is set with spaces between, so that it can be counted; open places show as `_`.
    private func characters(glyphs: Glyphs) -> [Character] {
        switch content {
        case .text(let text): return Array(text)
        case .masked(let count, let length):
            let open = max(0, (length ?? count) - count)
            let marks = Array(repeating: glyphs.mask, count: max(0, count)) + Array(repeating: "_", count: open)
            return Array(marks.joined(separator: " ") + (open == 0 && !marks.isEmpty ? " " : ""))
        }
    }

    private func drawLines(
        _ characters: [Character], cursor: Int?, on canvas: inout Canvas, in place: Rect, style: Style
    ) {
        let edit = EditLines(characters, columns: place.columns - 1)
        let current = cursor.map(edit.line) ?? 0
        let first = max(0, min(current - place.rows / 2, edit.lines.count - place.rows))
        for (row, line) in edit.lines.dropFirst(first).prefix(place.rows).enumerated() {
            let text = String(characters[line].filter { !$0.isNewline })
            canvas.write(text, at: place.origin.moved(rows: row), style: style, maxColumns: place.columns)
        }
        guard let cursor else { return }
        let before = String(characters[edit.lines[current].lowerBound..<cursor])
        let column = min(TextLayout.width(of: before), place.columns - 1)
        canvas.cursor = place.origin.moved(rows: current - first, columns: column)
    }
}
