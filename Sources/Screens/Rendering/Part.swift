import Terminal
import Widgets

/// A block of a screen, ready to be drawn.
struct Part {
    let widget: any Widget
    /// Blank rows above it, where there is room.
    let gap: Int
    /// Whether what has the focus is in it.
    let hasFocus: Bool

    init(_ widget: any Widget, gap: Int = 1, hasFocus: Bool = false) {
        self.widget = widget
        self.gap = gap
        self.hasFocus = hasFocus
    }
}

/// A line to go on with: the word with air around it, so that one sees that it can be pressed.
struct ButtonLine: Widget {
    let label: String
    let target: Int
    let isFocused: Bool

    func height(for columns: Int) -> Int { TextLayout.wrap(label, columns: max(1, columns - 6)).count }

    func paint(on canvas: inout Canvas, in rect: Rect) -> Int {
        let lines = TextLayout.wrap(label, columns: max(1, rect.columns - 6))
        let width = (lines.map(TextLayout.width(of:)).max() ?? 0) + 4
        for (row, line) in lines.enumerated() {
            let origin = rect.origin.moved(rows: row)
            canvas.write(isFocused && row == 0 ? canvas.glyphs.focus : " ", at: origin, style: .text)
            let padded = "  " + line + String(repeating: " ", count: max(0, width - TextLayout.width(of: line) - 2))
            canvas.write(
                padded, at: origin.moved(columns: 2), style: isFocused ? .focus : .button, maxColumns: rect.columns - 2)
        }
        canvas.addTarget(
            target, Rect(row: rect.top, column: rect.left, rows: lines.count, columns: min(rect.columns, width + 2)))
        return lines.count
    }
}

extension Style {
    /// A button without the focus.
    static let button = Style(.text, isBold: true, isUnderlined: true)
}
