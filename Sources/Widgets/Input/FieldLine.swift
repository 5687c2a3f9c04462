import Terminal

/// One line of a field: the part of a long text around the cursor, with marks where it goes on.
struct FieldLine {
    let characters: [Character]
    let cursor: Int?

    /// Draws the line and sets the canvas's cursor.
    func draw(on canvas: inout Canvas, in place: Rect, style: Style) {
        let first = firstCharacter(columns: place.columns)
        let lead = first > 0 ? 1 : 0
        if lead == 1 { canvas.write(canvas.glyphs.left, at: place.origin, style: style) }
        let rest = String(characters[first...])
        let room = place.columns - lead
        let isCut = TextLayout.width(of: rest) > room
        canvas.write(
            rest, at: place.origin.moved(columns: lead), style: style, maxColumns: isCut ? room - 1 : room)
        if isCut {
            canvas.write(canvas.glyphs.right, at: place.origin.moved(columns: place.columns - 1), style: style)
        }
        guard let cursor else { return }
        let before = width(first..<cursor)
        canvas.cursor = place.origin.moved(columns: min(lead + before, place.columns - 1))
    }

    /// The first character to be seen: all if the text fits, otherwise so many that the cursor has one behind it.
    private func firstCharacter(columns: Int) -> Int {
        guard let cursor, width(0..<characters.count) >= columns else { return 0 }
        var first = 0
        while first < cursor, width(first..<cursor) + (first > 0 ? 1 : 0) > columns - 2 { first += 1 }
        return first
    }

    private func width(_ range: Range<Int>) -> Int { TextLayout.width(of: String(characters[range])) }
}
