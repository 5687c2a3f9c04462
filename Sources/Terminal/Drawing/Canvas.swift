import UnicodeText

/// A drawn screen: a grid of cells, where the cursor stands, and what can be clicked.
///
/// It knows no terminal. Whatever is written outside of it is cut off.
package struct Canvas: Equatable, Sendable {
    package let size: Size
    /// Row after row, from the top left.
    package private(set) var cells: [Cell]
    /// Where the cursor shows; hidden if there is none.
    package var cursor: Position?
    /// What can be clicked.
    package private(set) var hits = HitMap()
    /// The marks that the terminal's font has.
    package let glyphs: Glyphs
    /// Where drawing has an effect at the moment.
    private var clip: Rect

    /// A blank grid.
    package init(size: Size, glyphs: Glyphs = .unicode) {
        self.size = size
        self.glyphs = glyphs
        clip = Rect(size)
        cells = Array(repeating: .blank, count: size.rows * size.columns)
    }

    /// The whole grid.
    package var bounds: Rect { Rect(size) }

    /// The cell at a place; blank outside of the grid.
    package subscript(_ position: Position) -> Cell {
        bounds.contains(position) ? cells[position.row * size.columns + position.column] : .blank
    }

    /// The cell at a place; blank outside of the grid.
    package subscript(row row: Int, column column: Int) -> Cell { self[Position(row: row, column: column)] }

    /// The cells of a row; none outside of the grid.
    package func row(_ row: Int) -> ArraySlice<Cell> {
        row >= 0 && row < size.rows ? cells[row * size.columns..<(row + 1) * size.columns] : []
    }

    /// Does what the closure does with the canvas, but only inside of the rectangle: cells, clicks and cursor.
    package mutating func clipped<Result>(to rect: Rect, _ draw: (inout Canvas) -> Result) -> Result {
        let outer = (clip: clip, cursor: cursor)
        clip = clip.intersection(rect)
        let result = draw(&self)
        if let cursor, cursor != outer.cursor, !clip.contains(cursor) { self.cursor = outer.cursor }
        clip = outer.clip
        return result
    }

    /// Makes a rectangle something to click; it lies above those added before.
    package mutating func addTarget(_ target: Int, _ rect: Rect) {
        let visible = rect.intersection(clip)
        if visible.rows > 0, visible.columns > 0 { hits.add(visible, target: target) }
    }

    /// Writes one line of text, sanitised, and tells how many columns it took.
    ///
    /// Ends before the first cluster that does not fit whole into `maxColumns` or into the row. What lies left of the edge
    /// takes its columns and is not seen; of a wide character cut by the left edge, a blank is seen.
    @discardableResult
    package mutating func write(
        _ text: String, at position: Position, style: Style = .text, maxColumns: Int? = nil
    ) -> Int {
        let room = min(maxColumns ?? .max, clip.right - position.column)
        guard room > 0, position.row >= clip.top, position.row < clip.bottom else { return 0 }
        let clean = Sanitiser.sanitise(text)
        return PlainText.holds(clean)
            ? writePlain(clean, at: position, style: style, room: room)
            : writeClusters(clean, at: position, style: style, room: room)
    }

    /// Gives every cell of the rectangle a space in the given style.
    package mutating func fill(_ rect: Rect, style: Style = .text) {
        let visible = rect.intersection(clip)
        for row in visible.top..<visible.top + visible.rows {
            for column in visible.left..<visible.left + visible.columns {
                place(" ", row: row, column: column, style: style)
            }
        }
    }

    /// Draws a horizontal line, thin unless another glyph is given.
    package mutating func horizontalLine(
        at position: Position, columns: Int, glyph: String? = nil, style: Style = .muted
    ) {
        let mark = glyph ?? glyphs.line
        write(String(repeating: mark, count: max(0, columns)), at: position, style: style, maxColumns: columns)
    }

    private mutating func writePlain(_ text: String, at position: Position, style: Style, room: Int) -> Int {
        var used = 0
        for scalar in text.unicodeScalars {
            if used == room { break }
            place(String(Character(scalar)), row: position.row, column: position.column + used, style: style)
            used += 1
        }
        return used
    }

    private mutating func writeClusters(_ text: String, at position: Position, style: Style, room: Int) -> Int {
        var used = 0
        for character in text {
            let width = DisplayWidth.of(character)
            if used + width > room { break }
            let column = position.column + used
            if width == 2, column == clip.left - 1 {
                place(" ", row: position.row, column: clip.left, style: style)
            } else if width == 2, column >= clip.left {
                place(String(character), row: position.row, column: column, style: style)
                place("", row: position.row, column: column + 1, style: style)
            } else if width == 1 {
                place(standing(character), row: position.row, column: column, style: style)
            }
            used += width
        }
        return used
    }

    /// The cluster, on a space of its own if it begins with a mark.
    private func standing(_ character: Character) -> String {
        guard let first = character.unicodeScalars.first, !PlainText.holds(first) else { return String(character) }
        let spaced = " " + String(character)
        return spaced.count == 1 ? spaced : String(character)
    }

    /// Sets one cell; a wide character that loses one half loses the other.
    private mutating func place(_ text: String, row: Int, column: Int, style: Style) {
        guard column >= clip.left, column < clip.right else { return }
        let index = row * size.columns + column
        if cells[index].isRightHalf, !text.isEmpty, column > 0 { cells[index - 1].text = " " }
        if column + 1 < size.columns, cells[index + 1].isRightHalf { cells[index + 1].text = " " }
        cells[index] = Cell(text, style: style)
    }
}
