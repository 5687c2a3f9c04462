import UnicodeText

/// Where a single word may be broken, and how.
enum WordBreaker {
    private static let softHyphen: Character = "\u{AD}"

    /// The words of a text; a number is one word with what stands before or behind it: "§ 14", "Art. 13", "10 Uhr".
    /// Source: DIN 5008:2020, 6.1.
    static func words(of text: Substring) -> [String] {
        var words: [String] = []
        for word in text.split(separator: " ") {
            if let last = words.last, belongTogether(last, word) {
                words[words.count - 1] = last + " " + word
            } else {
                words.append(String(word))
            }
        }
        return words
    }

    private static func belongTogether(_ first: String, _ second: Substring) -> Bool {
        let before = first.drop { !$0.isLetter && !$0.isNumber && $0 != "§" }
        if second.first?.isNumber == true { return numbered.contains(String(before)) }
        let unit = second.prefix { $0.isLetter || $0 == "€" || $0 == "%" }
        guard let last = first.last, units.contains(String(unit)) else { return false }
        return last.isNumber
    }

    /// What stands before its number.
    private static let numbered: Set<String> = [
        "§", "§§", "Art.", "Artikel", "Article", "Articles", "Abs.", "Absatz", "Nr.", "Nummer", "Zone", "Teil",
        "section",
        "sections", "Section", "Sections", "No.",
    ]

    /// What stands behind its number.
    private static let units: Set<String> = [
        "Uhr", "Euro", "euro", "euros", "EUR", "€", "Cent", "%", "km", "m", "cm", "kg", "am", "pm", "Tage", "Tagen",
        "Tag", "days", "Minuten", "minutes", "Sekunden", "seconds", "Zeichen", "Ziffern", "Jahre", "Jahren", "years",
    ]

    static func withoutSoftHyphens(_ word: String) -> String {
        word.utf8.count < 3 ? word : word.filter { $0 != softHyphen }
    }

    /// The longest beginning of the word that fits, with its hyphen if it needs one, and what is left.
    ///
    /// Nothing if there is no good place, unless the break is forced.
    static func split(_ word: String, columns: Int, isForced: Bool) -> (head: String, tail: String)? {
        let letters = Array(word)
        var best: (end: Int, hyphen: String)?
        var fitting = 0
        var used = 0
        for index in letters.indices {
            let letter = letters[index]
            if letter == softHyphen {
                if used + 1 <= columns, used > 0 { best = (index + 1, "-") }
                continue
            }
            used += DisplayWidth.of(letter)
            if used > columns { break }
            fitting = index + 1
            if breaksAfter(index, in: letters) { best = (index + 1, "") }
        }
        if best == nil, isForced { best = forced(letters, fitting: fitting) }
        guard let best, best.end > 0, best.end < letters.count else { return nil }
        return (withoutSoftHyphens(String(letters[..<best.end])) + best.hyphen, String(letters[best.end...]))
    }

    /// After a hyphen, dash or slash with two characters on either side: not in "E-Mail", "24/7", "-5".
    private static func breaksAfter(_ index: Int, in letters: [Character]) -> Bool {
        guard index >= 2, index + 2 < letters.count, "-–/".contains(letters[index]) else { return false }
        return !(letters[index - 1].isNumber && letters[index + 1].isNumber)
    }

    /// Letters are parted with a hyphen, at a syllable if one ends nearby. All else is parted bare: a hyphen would
    /// change an address or a reference.
    private static func forced(_ letters: [Character], fitting: Int) -> (end: Int, hyphen: String)? {
        guard fitting > 0 else { return nil }
        let isWord = letters[..<min(letters.count, fitting + 1)].allSatisfy { $0.isLetter || $0 == softHyphen }
        guard isWord, fitting >= 4 else { return (fitting, "") }
        let latest = fitting - 1
        let syllable = stride(from: latest, through: max(2, latest - 6), by: -1).first {
            letters.count - $0 >= 3 && beginsSyllable($0, in: letters)
        }
        return (syllable ?? latest, "-")
    }

    private static let vowels: Set<Character> = Set("aeiouyäöüáàâéèêíóôúůýěąęаеиоуыэюяєії")
    private static let inseparable: Set<String> = ["ch", "ck", "ph", "sh", "th", "qu"]

    /// One consonant goes along with the vowel after it; ch, ck, ph, sch, th are one. Source: Amtliche Regeln, §§ 107–112.
    private static func beginsSyllable(_ index: Int, in letters: [Character]) -> Bool {
        func text(_ range: Range<Int>) -> String {
            String(letters[max(0, index + range.lowerBound)..<min(letters.count, index + range.upperBound)])
                .lowercased()
        }
        func isVowel(_ offset: Int) -> Bool { text(offset..<offset + 1).first.map(vowels.contains) ?? false }
        if inseparable.contains(text(-1..<1)) || text(-1..<2) == "sch" || isVowel(0) { return false }
        if text(0..<3) == "sch" { return isVowel(3) }
        return inseparable.contains(text(0..<2)) ? isVowel(2) : isVowel(1)
    }
}
