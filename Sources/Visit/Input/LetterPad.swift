/// Letters chosen without a keyboard: first a row, then a letter of it; the letter just written can be exchanged for one of
/// its variants.
///
/// With a keypad every step is a digit, or ▲ ▼ and Enter. All letters and sequences of DIN 91379 can be written.
package struct LetterPad: Hashable, Sendable {
    package enum Level: Hashable, Sendable {
        case rows
        case letters(row: Int)
        /// Of the base letter.
        case variants(String)
    }

    /// What a place on the pad does.
    package enum Key: Hashable, Sendable {
        /// A row, as its letters.
        case row(Int, [String])
        case letter(String)
        /// The variants of the letter just written.
        case variants(String)
        case erase
        case shift
    }

    package private(set) var level = Level.rows
    package private(set) var isUpper = true
    /// The base letter of what was written last, where it has variants, in its case.
    private var last: String?

    package init() {}

    package static let rows: [[String]] = [
        ["A", "B", "C", "D", "E", "F"], ["G", "H", "I", "J", "K", "L"], ["M", "N", "O", "P", "Q", "R"],
        ["S", "T", "U", "V", "W", "X"], ["Y", "Z", "Ä", "Ö", "Ü", "ß"], [" ", "-", "'", ".", ",", "/", "@", "_"],
        // In the order of the keys that choose them.
        ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0"],
    ]

    /// What can be chosen now, in order.
    package var keys: [Key] {
        switch level {
        case .rows:
            Self.rows.indices.map { .row($0, Self.rows[$0].map(cased)) } + [.erase, .shift]
                + (last.map { [.variants($0)] } ?? [])
        case .letters(let row): Self.rows[row].map { .letter(cased($0)) }
        case .variants(let base): LetterVariants.of(base, isUpper: base != base.lowercased()).map(Key.letter)
        }
    }

    /// What choosing a key writes, if anything.
    enum Stroke: Hashable {
        case write(Character)
        /// Instead of what stands before the cursor.
        case exchange(String)
        case erase
    }

    /// Goes deeper, or writes.
    mutating func choose(_ index: Int) -> Stroke? {
        guard keys.indices.contains(index) else { return nil }
        switch (keys[index], level) {
        case (.row(let row, _), _): level = .letters(row: row)
        case (.variants, _): if let last { level = .variants(last) }
        case (.erase, _):
            last = nil
            return .erase
        case (.shift, _): isUpper.toggle()
        case (.letter(let text), .variants):
            level = .rows
            last = nil
            return .exchange(text)
        case (.letter(let text), _):
            level = .rows
            return text.first.map { write($0) }
        }
        return nil
    }

    private mutating func write(_ character: Character) -> Stroke {
        let base = LetterVariants.base(of: String(character))
        let isCapital = character.isUppercase
        last = LetterVariants.of(base, isUpper: isCapital).count > 1 ? (isCapital ? base.uppercased() : base) : nil
        if character == " " || character == "-" { isUpper = true } else if character.isLetter { isUpper = false }
        return .write(character)
    }

    /// One level up; whether there was one.
    mutating func back() -> Bool {
        defer { level = .rows }
        return level != .rows
    }

    private func cased(_ letter: String) -> String { isUpper || letter == "ß" ? letter : letter.lowercased() }
}
