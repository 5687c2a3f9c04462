import Terminal

/// A canvas as a drawing (SVG 1.1) in a theme's colours: what the README shows.
///
/// Text of one style in a row is one element of fixed length, so that columns align in any monospaced font. Blocks are
/// rectangles, so that a QR code has no gaps.
struct ScreenDrawing {
    /// Width and height of a cell, in pixels.
    private static let cell = (width: 9, height: 19)
    private static let margin = 12

    private let canvas: Canvas
    private let palette: Palette

    init(_ canvas: Canvas, in palette: Palette) {
        self.canvas = canvas
        self.palette = palette
    }

    /// The drawing, with a title for those who cannot see it.
    func svg(titled title: String) -> String {
        let width = canvas.size.columns * Self.cell.width + 2 * Self.margin
        let height = canvas.size.rows * Self.cell.height + 2 * Self.margin
        var lines = [
            #"<svg xmlns="http://www.w3.org/2000/svg" width="\#(width)" height="\#(height)" "#
                + #"viewBox="0 0 \#(width) \#(height)" role="img" "#
                + #"font-family="'DejaVu Sans Mono',Menlo,Consolas,monospace" font-size="15">"#,
            "<title>\(Self.escaped(title))</title>",
            #"<rect width="\#(width)" height="\#(height)" rx="8" fill="\#(palette.background.hex)"/>"#,
        ]
        for row in 0..<canvas.size.rows { lines += drawing(ofRow: row) }
        lines.append("</svg>")
        return lines.joined(separator: "\n") + "\n"
    }

    /// Cells of one style that stand side by side.
    private struct Run {
        let column: Int
        let style: Style
        var text = ""
        var columns = 0
        var isBlock: Bool { !text.isEmpty && text.allSatisfy { "█▀▄ ".contains($0) } && text.contains { $0 != " " } }
    }

    private func drawing(ofRow row: Int) -> [String] {
        var runs: [Run] = []
        for (column, cell) in canvas.row(row).enumerated() {
            if runs.last?.style != cell.style { runs.append(Run(column: column, style: cell.style)) }
            runs[runs.count - 1].text += cell.text
            runs[runs.count - 1].columns += 1
        }
        return runs.flatMap { drawing(of: $0, row: row) }
    }

    private func drawing(of run: Run, row: Int) -> [String] {
        let colours = (palette.foreground(of: run.style.role), palette.background(of: run.style.role))
        let (ink, paper) = run.style.isInverse ? (colours.1, colours.0) : colours
        var lines: [String] = []
        if paper != palette.background {
            lines.append(rectangle(column: run.column, row: row, columns: run.columns, fill: paper))
        }
        if run.isBlock { return lines + blocks(of: run, row: row, ink: ink) }
        // Blanks at either end need no ink.
        let leading = run.text.prefix { $0 == " " }.count
        let text = run.text.dropFirst(leading)
        let trailing = text.reversed().prefix { $0 == " " }.count
        let columns = run.columns - leading - trailing
        guard columns > 0 else { return lines }
        let left = Self.margin + (run.column + leading) * Self.cell.width
        let baseline = Self.margin + row * Self.cell.height + 14
        lines.append(
            #"<text x="\#(left)" y="\#(baseline)" textLength="\#(columns * Self.cell.width)" "#
                + #"fill="\#(ink.hex)"\#(run.style.isBold ? #" font-weight="bold""# : "")"#
                + #"\#(run.style.isUnderlined ? #" text-decoration="underline""# : "") xml:space="preserve">"#
                + Self.escaped(String(text.dropLast(trailing))) + "</text>")
        return lines
    }

    private func blocks(of run: Run, row: Int, ink: RGB) -> [String] {
        run.text.enumerated().compactMap { offset, block in
            let top = block == "▄" ? Self.cell.height / 2 : 0
            let bottom = block == "▀" ? Self.cell.height / 2 : Self.cell.height
            guard block != " " else { return nil }
            return rectangle(column: run.column + offset, row: row, columns: 1, fill: ink, from: top, to: bottom)
        }
    }

    private func rectangle(
        column: Int, row: Int, columns: Int, fill: RGB, from top: Int = 0, to bottom: Int = Self.cell.height
    ) -> String {
        let left = Self.margin + column * Self.cell.width
        let upper = Self.margin + row * Self.cell.height + top
        return #"<rect x="\#(left)" y="\#(upper)" width="\#(columns * Self.cell.width)" height="\#(bottom - top)" "#
            + #"fill="\#(fill.hex)" shape-rendering="crispEdges"/>"#
    }

    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { result, character in
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            default: result.append(character)
            }
        }
    }
}

extension RGB {
    /// As in a style sheet.
    fileprivate var hex: String {
        let value = UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue)
        let digits = String(value, radix: 16)
        return "#" + String(repeating: "0", count: 6 - digits.count) + digits
    }
}
