package import Terminal

/// A square of black and white modules for cameras, such as a QR code: black on white in every theme.
package struct BitBlock: Widget {
    /// The white modules around a code. ISO/IEC 18004 asks for four; two fit on 80×24.
    package static let quietZone = 2

    package let modules: [[Bool]]

    /// Whose half blocks it is drawn with, if they have any.
    package let glyphs: Glyphs

    /// A block of rows of modules, `true` for the dark ones.
    package init(modules: [[Bool]], glyphs: Glyphs = .unicode) {
        self.modules = modules
        self.glyphs = glyphs
    }

    /// The cells it takes: with half blocks two modules a row and one a column, otherwise one a row and half a one a column.
    package var size: Size {
        let rows = modules.count + 2 * Self.quietZone
        let columns = (modules.first?.count ?? 0) + 2 * Self.quietZone
        return glyphs.halfBlocks == nil
            ? Size(rows: rows, columns: 2 * columns) : Size(rows: (rows + 1) / 2, columns: columns)
    }

    package func height(for columns: Int) -> Int { size.rows }

    /// Draws all of it, or nothing where it does not fit: half a code is no code.
    package func paint(on canvas: inout Canvas, in rect: Rect) -> Int {
        let size = size
        guard !modules.isEmpty, size.rows <= rect.rows, size.columns <= rect.columns else { return 0 }
        for row in 0..<size.rows {
            for column in 0..<size.columns {
                let place = rect.origin.moved(rows: row, columns: column)
                guard let blocks = glyphs.halfBlocks else {
                    canvas.write(" ", at: place, style: isDark(row, column / 2) ? Style.scan.inverse : .scan)
                    continue
                }
                // A full block is an inverse space: fonts leave gaps around █.
                switch (isDark(2 * row, column), isDark(2 * row + 1, column)) {
                case (true, true): canvas.write(" ", at: place, style: Style.scan.inverse)
                case (true, false): canvas.write(blocks.upper, at: place, style: .scan)
                case (false, true): canvas.write(blocks.lower, at: place, style: .scan)
                case (false, false): canvas.write(" ", at: place, style: .scan)
                }
            }
        }
        return size.rows
    }

    private func isDark(_ row: Int, _ column: Int) -> Bool {
        let row = row - Self.quietZone
        let column = column - Self.quietZone
        return modules.indices.contains(row) && modules[row].indices.contains(column) && modules[row][column]
    }
}
