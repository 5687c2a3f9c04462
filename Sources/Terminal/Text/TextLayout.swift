import UnicodeText

/// Text set in lines of a given width.
package enum TextLayout {
    /// The columns that a text takes on one line, once it is sanitised.
    package static func width(of text: String) -> Int { DisplayWidth.of(Sanitiser.sanitise(text)) }

    /// The text in lines of at most the given columns; an empty line for an empty text.
    ///
    /// Breaks at spaces but not between a number and what belongs to it, after hyphens and slashes within a word, at soft hyphens, and, where a word is longer than the
    /// line, inside of it, as `WordBreaker` says. Line breaks of the text stay. Sanitises.
    package static func wrap(_ text: String, columns: Int) -> [String] {
        let clean = Sanitiser.sanitise(text, keepsNewlines: true, keepsSoftHyphens: true)
        return clean.split(separator: "\n", omittingEmptySubsequences: false)
            .flatMap { wrapParagraph($0, columns: max(1, columns)) }
    }

    /// The text on one line, cut with an ellipsis where it is too long.
    package static func truncated(_ text: String, columns: Int, ellipsis: String = "…") -> String {
        let clean = Sanitiser.sanitise(text)
        if DisplayWidth.of(clean) <= columns { return clean }
        let room = columns - DisplayWidth.of(ellipsis)
        if room < 0 { return "" }
        var kept = ""
        var used = 0
        for character in clean {
            used += DisplayWidth.of(character)
            if used > room { break }
            kept.append(character)
        }
        while kept.last == " " { kept.removeLast() }
        return kept + ellipsis
    }

    private static func wrapParagraph(_ paragraph: Substring, columns: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        var used = 0
        for word in WordBreaker.words(of: paragraph) {
            var rest = word
            while true {
                let gap = used == 0 ? 0 : 1
                let bare = WordBreaker.withoutSoftHyphens(rest)
                let width = DisplayWidth.of(bare)
                if used + gap + width <= columns {
                    line += (gap == 1 ? " " : "") + bare
                    used += gap + width
                    break
                }
                // A word goes to a line of its own before it is broken without need.
                let isForced = used == 0
                if let broken = WordBreaker.split(rest, columns: columns - used - gap, isForced: isForced) {
                    line += (gap == 1 ? " " : "") + broken.head
                    rest = broken.tail
                } else if isForced {
                    // Not even one wide character fits: it is left out rather than tried for ever.
                    break
                }
                lines.append(line)
                line = ""
                used = 0
            }
        }
        if !line.isEmpty || lines.isEmpty { lines.append(line) }
        return lines
    }
}
