import UnicodeText

/// The first step of every question: what was typed, in form C, without anything invisible, with plain spaces.
enum InputLine {
    /// One trimmed line, inner runs of spaces made one; refuses what is empty, invisible or longer than the limit.
    ///
    /// The limit (in characters) is generous: it stops pasted pages before the question's own check looks at them.
    static func read(_ raw: String, limit: Int = 250) throws(InputFault) -> String {
        let line = try text(raw, limit: limit, multiline: false)
        guard line.count <= limit else { throw .textTooLong(max: limit) }
        return line
    }

    /// Trimmed lines; refuses what is empty, invisible, or so long that counting its characters were wasted time.
    static func text(_ raw: String, limit: Int, multiline: Bool) throws(InputFault) -> String {
        let most = max(0, min(limit, 1_000_000)) * 4 + 1000
        guard raw.unicodeScalars.dropFirst(most).isEmpty else { throw .textTooLong(max: limit) }
        var lines: [String] = []
        var line = String.UnicodeScalarView()
        var gap = false
        var previous: Unicode.Scalar = " "
        for scalar in Normalization.composed(raw).unicodeScalars {
            switch kind(of: scalar) {
            case .visible:
                if gap, !line.isEmpty { line.append(" ") }
                line.append(scalar)
                gap = false
            case .space:
                gap = true
            case .newline:
                if scalar != "\n" || previous != "\r" {
                    lines.append(String(line))
                    line.removeAll()
                }
                gap = false
            case .invisible:
                throw .textInvisible
            }
            previous = scalar
        }
        lines.append(String(line))
        while lines.last?.isEmpty == true { lines.removeLast() }
        let text = lines.drop(while: \.isEmpty)
        guard !text.isEmpty else { throw .empty }
        guard multiline || text.count == 1 else { throw .textOneLine }
        // Removing a space can bring letter and mark together, so the form is made once more.
        return Normalization.composed(text.joined(separator: "\n"))
    }

    private enum Kind { case visible, space, newline, invisible }

    private static func kind(of scalar: Unicode.Scalar) -> Kind {
        switch scalar {
        case "!"..."~": return .visible
        case " ", "\t": return .space
        case "\n", "\r", "\u{2028}", "\u{2029}": return .newline
        default: break
        }
        switch scalar.properties.generalCategory {
        case .spaceSeparator: return .space
        case .control, .format: return .invisible
        default: return .visible
        }
    }
}

extension InputFault {
    /// One character as a fault may name it: no control or format characters, at most three scalars.
    static func shown(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var shown = String.UnicodeScalarView()
        for scalar in scalars.prefix(3) where !scalar.properties.isInvisible { shown.append(scalar) }
        // A mark without a letter is shown on a dotted circle, as in the Unicode charts.
        if shown.first == " " { shown.removeFirst() }
        if let first = shown.first, first.properties.isMark { shown.insert("\u{25CC}", at: shown.startIndex) }
        return String(shown)
    }

    static func shown(_ character: Character) -> String { shown(character.unicodeScalars) }
}

extension Unicode.Scalar.Properties {
    fileprivate var isInvisible: Bool { generalCategory == .control || generalCategory == .format }

    fileprivate var isMark: Bool {
        [.nonspacingMark, .spacingMark, .enclosingMark].contains(generalCategory)
    }
}
