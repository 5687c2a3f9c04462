/// How large a grid is, in cells.
package struct Size: Hashable, Sendable {
    package var rows: Int
    package var columns: Int

    /// A size of no less than nothing.
    package init(rows: Int, columns: Int) {
        self.rows = max(0, rows)
        self.columns = max(0, columns)
    }
}
