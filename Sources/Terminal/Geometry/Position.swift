/// A cell of the grid, counted from zero at the top left.
package struct Position: Hashable, Sendable {
    package var row: Int
    package var column: Int

    /// The cell in the given row and column; it may lie outside of every grid.
    package init(row: Int, column: Int) {
        self.row = row
        self.column = column
    }

    /// The cell so many rows below and columns to the right.
    package func moved(rows: Int = 0, columns: Int = 0) -> Position {
        Position(row: row + rows, column: column + columns)
    }
}
