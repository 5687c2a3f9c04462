import Terminal
import Widgets

/// Short things to choose, side by side in columns that align: letters and their variants.
struct OptionGrid: Widget {
    let lines: [ChoiceLine]

    private func label(_ line: ChoiceLine) -> String { (line.digit.map { "\($0) " } ?? "") + line.label }

    private var width: Int { (lines.map { TextLayout.width(of: label($0)) }.max() ?? 1) + 4 }

    private func perRow(_ columns: Int) -> Int { max(1, columns / width) }

    func height(for columns: Int) -> Int { (lines.count + perRow(columns) - 1) / perRow(columns) }

    func paint(on canvas: inout Canvas, in rect: Rect) -> Int {
        let perRow = perRow(rect.columns)
        for (index, line) in lines.enumerated() {
            let origin = rect.origin.moved(rows: index / perRow, columns: index % perRow * width)
            canvas.write(line.isFocused ? canvas.glyphs.focus : " ", at: origin)
            canvas.write(" \(label(line)) ", at: origin.moved(columns: 1), style: line.isFocused ? .focus : .text)
            canvas.addTarget(line.target, Rect(row: origin.row, column: origin.column, rows: 1, columns: width))
        }
        return height(for: rect.columns)
    }
}
