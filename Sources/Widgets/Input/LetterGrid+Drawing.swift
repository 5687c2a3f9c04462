package import Terminal

extension LetterGrid {
    /// One row for the digits of the places, and the rows of the grid.
    package func height(for columns: Int) -> Int { 1 + rows.count }

    /// Draws the rows, with blank rows between them if there is room for them.
    package func paint(on canvas: inout Canvas, in rect: Rect) -> Int {
        let rows = rows
        guard rect.rows >= 2 else { return 0 }
        let gap = rect.rows >= 2 * rows.count ? 1 : 0
        let fitting = (rect.rows - 1 + gap) / (1 + gap)
        let first = max(0, min(row - fitting / 2, rows.count - fitting))
        var used = 1
        for index in first..<min(rows.count, first + fitting) {
            let line = Rect(row: rect.top + used, column: rect.left, rows: 1, columns: rect.columns)
            draw(rows[index], at: index, on: &canvas, in: line)
            used += 1 + gap
        }
        drawDigits(of: rows[row], on: &canvas, in: rect)
        return min(used - gap, rect.rows)
    }

    /// The digits that choose a place stand above the places while one is being chosen.
    private func drawDigits(of entries: [Entry], on canvas: inout Canvas, in rect: Rect) {
        guard column != nil else { return }
        for (index, place) in places(of: entries, columns: rect.columns).enumerated() {
            let digit = "\((index + 1) % 10)"
            canvas.write(digit, at: rect.origin.moved(columns: place.lowerBound + 1), style: .muted)
        }
    }

    private func draw(_ entries: [Entry], at index: Int, on canvas: inout Canvas, in line: Rect) {
        let isFocused = index == row
        if isFocused { canvas.writeFocusMarker(at: line.origin) }
        let isChoosingRow = column == nil
        let digit = isChoosingRow && index < 10 ? " \((index + 1) % 10) " : "   "
        canvas.write(
            digit, at: line.origin.moved(columns: 2), style: isChoosingRow && isFocused ? .focus : .muted)
        let places = places(of: entries, columns: line.columns).filter { $0.upperBound <= line.columns }
        if isChoosingRow, isFocused, let last = places.last {
            let bar = Rect(row: line.top, column: line.left + 5, rows: 1, columns: last.upperBound - 5)
            canvas.fill(bar, style: .focus)
        }
        for (number, place) in places.enumerated() {
            let hasFocus = isFocused && number == column
            let style: Style = hasFocus || isFocused && isChoosingRow ? .focus : isFocused ? .title : .text
            let room = place.count - 2
            let text = TextLayout.truncated(label(of: entries[number]), columns: room, ellipsis: canvas.glyphs.ellipsis)
            let start = line.origin.moved(columns: place.lowerBound)
            canvas.fill(Rect(row: line.top, column: start.column, rows: 1, columns: place.count), style: style)
            canvas.write(text, at: start.moved(columns: 1), style: style)
            let hit = Rect(row: line.top, column: start.column, rows: 1, columns: place.count)
            canvas.addTarget(firstTarget + 10 * index + number, hit)
        }
    }

    /// Letters stand in columns, three to six wide; words as wide as they are.
    private func places(of entries: [Entry], columns: Int) -> [Range<Int>] {
        let first = 5
        let pitch = max(3, min(6, (columns - first) / 10))
        var left = first
        return entries.enumerated().map { index, entry in
            if case .text = entry { return first + pitch * index..<first + pitch * index + 3 }
            let right = min(columns, left + TextLayout.width(of: label(of: entry)) + 2)
            defer { left = right }
            return min(left, right - 2)..<right
        }
    }

    private func label(of entry: Entry) -> String {
        switch entry {
        case .text(let text): text
        case .space: words.space
        case .delete: words.delete
        case .shift: words.shift
        case .done: words.done
        }
    }
}
