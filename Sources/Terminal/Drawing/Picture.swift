extension Canvas {
    /// The canvas as a picture for people to review: the rows in a frame, then one letter a cell for the styles.
    ///
    /// `.` is running text, a lower-case letter a plain role, its upper-case the role in bold, a digit any other style, in
    /// the order in which they occur; the legend says what each stands for. Rows all in running text are left out, and so
    /// are the dots at the end of a row. Rows count from zero.
    package var picture: String {
        let edge = String(repeating: "─", count: size.columns)
        var lines = ["┌\(edge)┐"]
        for row in 0..<size.rows {
            lines.append("│" + self.row(row).map(\.text).joined() + "│")
        }
        lines.append("└\(edge)┘")
        var legend = StyleLegend()
        for row in 0..<size.rows {
            let letters = String(self.row(row).map { legend.letter(for: $0.style) })
            let end = letters.lastIndex { $0 != "." }
            if let end { lines.append((row < 10 ? " " : "") + "\(row)│\(letters[...end])") }
        }
        lines += legend.lines
        if let cursor { lines.append("cursor \(cursor.row):\(cursor.column)") }
        return lines.joined(separator: "\n")
    }
}

/// Letters for styles, handed out as styles occur.
private struct StyleLegend {
    private var letters: [Style: Character] = [.text: "."]
    private var order: [Style] = []
    private var spare = Array("0123456789ABCDFGHIJKNPQRTUVXYZ")

    mutating func letter(for style: Style) -> Character {
        if let known = letters[style] { return known }
        let letter = named(style) ?? (spare.isEmpty ? "?" : spare.removeFirst())
        letters[style] = letter
        order.append(style)
        return letter
    }

    var lines: [String] {
        order.map { "\(letters[$0] ?? "?") = \(description(of: $0))" }.sorted()
    }

    private func named(_ style: Style) -> Character? {
        if style.isInverse || style.isUnderlined { return nil }
        switch style.role {
        case .text: return style.isBold ? "b" : "."
        case .muted: return style.isBold ? "M" : "m"
        case .link: return style.isBold ? "L" : "l"
        case .ok: return style.isBold ? "O" : "o"
        case .warn: return style.isBold ? "W" : "w"
        case .error: return style.isBold ? "E" : "e"
        case .scan: return style.isBold ? "S" : "s"
        }
    }

    private func description(of style: Style) -> String {
        var words = ["\(style.role)"]
        if style.isBold { words.append("bold") }
        if style.isUnderlined { words.append("underlined") }
        if style.isInverse { words.append("inverse") }
        return words.joined(separator: " ")
    }
}
