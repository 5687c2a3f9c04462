/// A rectangle of cells.
package struct Rect: Hashable, Sendable {
    package var origin: Position
    package var size: Size

    /// The rectangle with its top left corner at the given cell.
    package init(row: Int, column: Int, rows: Int, columns: Int) {
        origin = Position(row: row, column: column)
        size = Size(rows: rows, columns: columns)
    }

    /// The whole of a grid.
    package init(_ size: Size) {
        origin = Position(row: 0, column: 0)
        self.size = size
    }

    /// The first row.
    package var top: Int { origin.row }
    /// The first column.
    package var left: Int { origin.column }
    /// The row after the last.
    package var bottom: Int { origin.row + size.rows }
    /// The column after the last.
    package var right: Int { origin.column + size.columns }
    /// The number of rows.
    package var rows: Int { size.rows }
    /// The number of columns.
    package var columns: Int { size.columns }

    /// Whether the cell lies inside.
    package func contains(_ position: Position) -> Bool {
        position.row >= top && position.row < bottom && position.column >= left && position.column < right
    }

    /// The cells that lie in both; none if they do not meet.
    package func intersection(_ other: Rect) -> Rect {
        let row = max(top, other.top)
        let column = max(left, other.left)
        return Rect(
            row: row, column: column, rows: min(bottom, other.bottom) - row, columns: min(right, other.right) - column)
    }

    /// The rectangle without so many cells at each side.
    package func inset(top: Int = 0, left: Int = 0, bottom: Int = 0, right: Int = 0) -> Rect {
        Rect(
            row: self.top + top, column: self.left + left,
            rows: rows - top - bottom, columns: columns - left - right)
    }

    /// What is left when so many rows at the top are used up.
    package func below(_ used: Int) -> Rect { inset(top: min(used, rows)) }
}
