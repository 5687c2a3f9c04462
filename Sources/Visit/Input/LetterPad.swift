/// Letters chosen without a keyboard: first a row, then a letter of it, then one of its variants.
///
/// With a keypad every step is a digit, or ▲ ▼ and Enter. Source: DIN 91379 for the letters.
package struct LetterPad: Hashable, Sendable {
    package enum Level: Hashable, Sendable {
        case rows
        case letters(row: Int)
        case variants(row: Int, letter: Int)
    }

    package private(set) var level = Level.rows
    package var isUpper = true

    package init() {}

    package static let rows: [[String]] = [
        ["A", "B", "C", "D", "E", "F"], ["G", "H", "I", "J", "K", "L"], ["M", "N", "O", "P", "Q", "R"],
        ["S", "T", "U", "V", "W", "X"], ["Y", "Z", "Ä", "Ö", "Ü", "ß"], ["0", "1", "2", "3", "4"], ["5", "6", "7", "8", "9"],
        [" ", "-", "'", ".", ",", "/", "@", "_", "+"],
    ]

    /// Variants by base letter, the letter itself first.
    package static let variants: [String: [String]] = [
        "A": ["A", "À", "Á", "Â", "Ã", "Å", "Ā", "Ă", "Ą", "Ǎ", "Ả", "Ạ", "Æ", "Ấ", "Ầ", "Ậ", "Ắ", "Ằ", "Ặ"],
        "C": ["C", "Ç", "Ć", "Ĉ", "Ċ", "Č"], "D": ["D", "Ď", "Đ", "Ð"],
        "E": ["E", "È", "É", "Ê", "Ë", "Ē", "Ĕ", "Ė", "Ę", "Ě", "Ẻ", "Ẽ", "Ẹ", "Ế", "Ề", "Ễ", "Ệ"],
        "G": ["G", "Ĝ", "Ğ", "Ġ", "Ģ", "Ǧ"], "H": ["H", "Ĥ", "Ħ"],
        "I": ["I", "Ì", "Í", "Î", "Ï", "Ĩ", "Ī", "Į", "İ", "ı", "Ỉ", "Ị"], "J": ["J", "Ĵ"], "K": ["K", "Ķ", "Ǩ"],
        "L": ["L", "Ĺ", "Ļ", "Ľ", "Ł"], "N": ["N", "Ñ", "Ń", "Ņ", "Ň", "Ŋ"],
        "O": ["O", "Ò", "Ó", "Ô", "Õ", "Ø", "Ō", "Ő", "Ơ", "Œ", "Ỏ", "Ọ", "Ố", "Ồ", "Ộ", "Ớ", "Ờ", "Ợ"],
        "R": ["R", "Ŕ", "Ŗ", "Ř"], "S": ["S", "Ś", "Ŝ", "Ş", "Š", "Ș"], "T": ["T", "Ţ", "Ť", "Ŧ", "Ț", "Þ"],
        "U": ["U", "Ù", "Ú", "Û", "Ũ", "Ū", "Ŭ", "Ů", "Ű", "Ų", "Ư", "Ủ", "Ụ", "Ứ", "Ừ", "Ự"], "W": ["W", "Ŵ"],
        "Y": ["Y", "Ý", "Ŷ", "Ÿ", "Ỳ", "Ỷ", "Ỹ", "Ỵ"], "Z": ["Z", "Ź", "Ż", "Ž"], "ß": ["ß", "ẞ"],
    ]

    /// What can be chosen now, as it is written.
    package var choices: [String] {
        switch level {
        case .rows: Self.rows.map { row in row.map(cased).joined(separator: " ") }
        case .letters(let row): Self.rows[row].map(cased)
        case .variants(let row, let letter): (Self.variants[Self.rows[row][letter]] ?? []).map(cased)
        }
    }

    /// Goes deeper, or gives the character that was chosen.
    mutating func choose(_ index: Int) -> Character? {
        guard choices.indices.contains(index) else { return nil }
        switch level {
        case .rows:
            level = .letters(row: index)
            return nil
        case .letters(let row):
            let letter = Self.rows[row][index]
            if Self.variants[letter] != nil {
                level = .variants(row: row, letter: index)
                return nil
            }
            return finish(cased(letter))
        case .variants: return finish(choices[index])
        }
    }

    /// One level up; whether there was one.
    mutating func back() -> Bool {
        switch level {
        case .rows: return false
        case .letters: level = .rows
        case .variants(let row, _): level = .letters(row: row)
        }
        return true
    }

    private mutating func finish(_ text: String) -> Character? {
        level = .rows
        return text.first
    }

    private func cased(_ letter: String) -> String {
        isUpper || letter == "ß" ? letter : letter.lowercased()
    }
}
