package import Terminal

/// Short things to choose, side by side in columns that align: letters, their variants, rows of letters.
package struct OptionGrid: Widget {
    package let options: [Option]

    /// A grid of options, filled row by row.
    package init(_ options: [Option]) { self.options = options }

    package func height(for columns: Int) -> Int { rows(columns) }

    package func paint(on canvas: inout Canvas, in rect: Rect) -> Int {
        let rows = rows(rect.columns)
        guard rows > 0 else { return 0 }
        // As many in every row as in the first: no row with one left over.
        let perRow = (options.count + rows - 1) / rows
        for (index, option) in options.enumerated() {
            let origin = rect.origin.moved(rows: index / perRow, columns: index % perRow * width)
            if option.isFocused { canvas.writeFocusMarker(at: origin) }
            canvas.write(
                " \(label(option)) ", at: origin.moved(columns: 1), style: option.isFocused ? .focus : .text,
                maxColumns: rect.right - origin.column - 1)
            canvas.addTarget(option.target, Rect(row: origin.row, column: origin.column, rows: 1, columns: width))
        }
        return rows
    }

    private func label(_ option: Option) -> String { (option.digit.map { "\($0) " } ?? "  ") + option.label }

    /// Marker, air, label, air.
    private var width: Int { (options.map { TextLayout.width(of: label($0)) }.max() ?? 0) + 3 }

    private func rows(_ columns: Int) -> Int {
        let most = max(1, columns / width)
        return (options.count + most - 1) / most
    }
}
