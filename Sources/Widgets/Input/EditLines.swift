import Terminal

/// Text that is being written, in lines: every character has its place, spaces at the end of a line too.
struct EditLines {
    /// The characters of each line; a line break belongs to the line that it ends.
    let lines: [Range<Int>]

    /// Breaks after the last space that fits, and within a word that has none.
    init(_ characters: [Character], columns: Int) {
        var lines: [Range<Int>] = []
        var start = 0
        var used = 0
        var space: Int?
        var index = 0
        while index < characters.count {
            let character = characters[index]
            if character.isNewline {
                lines.append(start..<index + 1)
                (start, used, space) = (index + 1, 0, nil)
            } else {
                let width = TextLayout.width(of: String(character))
                if used + width > columns, index > start, character != " " {
                    let end = space.map { $0 + 1 } ?? index
                    lines.append(start..<end)
                    (start, used, space, index) = (end, 0, nil, end)
                    continue
                }
                used += width
                if character == " " { space = index }
            }
            index += 1
        }
        lines.append(start..<characters.count)
        self.lines = lines
    }

    /// The line in which a cursor before the given character stands.
    func line(of cursor: Int) -> Int {
        lines.lastIndex { $0.lowerBound <= cursor } ?? 0
    }
}
