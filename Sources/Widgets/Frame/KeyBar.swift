package import Terminal

/// The bottom of every screen: the keys that do something here, with words.
package struct KeyBar: Widget {
    /// The most keys that anyone can take in.
    package static let mostEntries = 5

    /// One key and what it does.
    package struct Entry: Hashable, Sendable {
        package let cap: String
        package let word: String
        package let target: Int

        /// A key, and what a click on it means.
        package init(cap: String, word: String, target: Int) {
            self.cap = cap
            self.word = word
            self.target = target
        }

        var width: Int { TextLayout.width(of: cap) + 2 + 1 + TextLayout.width(of: word) }
    }

    package let entries: [Entry]

    /// A key bar of the first five entries.
    package init(_ entries: [Entry]) {
        self.entries = Array(entries.prefix(Self.mostEntries))
    }

    package func height(for columns: Int) -> Int { 1 + keyRows(for: columns) }

    package func paint(on canvas: inout Canvas, in rect: Rect) -> Int {
        guard rect.rows > 0 else { return 0 }
        let rows = min(keyRows(for: rect.columns), rect.rows)
        // Where rows are few the keys matter more than the line above them.
        let line = rect.rows > rows ? 1 : 0
        if line == 1 { canvas.horizontalLine(at: rect.origin, columns: rect.columns) }
        let widths = columnWidths(rows: rows)
        let gaps = max(1, widths.count - 1)
        let free = max(2 * gaps, rect.columns - widths.reduce(0, +))
        var left = 0
        for (column, width) in widths.enumerated() {
            for row in 0..<rows where row * widths.count + column < entries.count {
                let place = rect.origin.moved(rows: line + row, columns: left)
                draw(
                    entries[row * widths.count + column], on: &canvas, at: place,
                    columns: min(width, rect.columns - left))
            }
            left += width + free * (column + 1) / gaps - free * column / gaps
        }
        return line + rows
    }

    /// The fewest rows, of three at most, in which every word is whole.
    private func keyRows(for columns: Int) -> Int {
        (1...2).first { rows in
            let widths = columnWidths(rows: rows)
            return widths.reduce(0, +) + 2 * max(0, widths.count - 1) <= columns
        } ?? 3
    }

    /// The widths of the columns in which the entries stand, filled row by row.
    private func columnWidths(rows: Int) -> [Int] {
        let count = (entries.count + rows - 1) / rows
        return (0..<count).map { column in
            stride(from: column, to: entries.count, by: count).map { entries[$0].width }.max() ?? 0
        }
    }

    private func draw(_ entry: Entry, on canvas: inout Canvas, at position: Position, columns: Int) {
        let columns = min(columns, entry.width)
        let cap = " \(entry.cap) "
        let used = canvas.write(
            cap, at: position, style: .keyCap, maxColumns: columns)
        let word = TextLayout.truncated(entry.word, columns: columns - used - 1, ellipsis: canvas.glyphs.ellipsis)
        canvas.write(word, at: position.moved(columns: used + 1))
        canvas.addTarget(entry.target, Rect(row: position.row, column: position.column, rows: 1, columns: columns))
    }
}
