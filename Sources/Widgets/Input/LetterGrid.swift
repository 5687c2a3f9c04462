package import Terminal

/// Writing without a keyboard: first a row, then a letter in it, then one of the letter's variants.
///
/// Everything can be done with the digits alone, or with up, down, enter and back alone.
package struct LetterGrid: Widget, Equatable {
    /// The words on the keys of the last row.
    package struct Words: Hashable, Sendable {
        package let space: String
        package let delete: String
        package let shift: String
        package let done: String

        /// Words such as "Space", "Delete", "ABC/abc" and "Done", together at most 28 columns.
        package init(space: String, delete: String, shift: String, done: String) {
            self.space = space
            self.delete = delete
            self.shift = shift
            self.done = done
        }
    }

    /// What is in a place of the grid.
    package enum Entry: Hashable, Sendable {
        case text(String)
        case space, delete, shift, done
    }

    /// What came of a key.
    package enum Outcome: Hashable, Sendable {
        /// The text is written at the cursor.
        case insert(String)
        /// The character before the cursor goes.
        case delete
        /// Writing is finished.
        case done
        /// Back was pressed where there was nothing left to close.
        case leave
    }

    package let variants: [Character: [String]]
    package let words: Words
    package let firstTarget: Int
    /// Whether letters come in upper case.
    package private(set) var isUppercase: Bool
    /// The letter whose variants are open, as it was chosen.
    package private(set) var opened: String?
    /// The row that has the focus.
    package private(set) var row = 0
    /// The place in it that has the focus; none while a row is being chosen.
    package private(set) var column: Int?

    /// A grid; place after place can be clicked as `firstTarget + 10 * row + column`.
    ///
    /// - Parameters:
    ///   - variants: The variants of each letter without the letter itself, upper and lower case apart. Source: DIN 91379.
    ///   - words: The words on the keys.
    ///   - isUppercase: Whether it begins with upper case, as for a name.
    ///   - firstTarget: What a click on the first place means.
    package init(variants: [Character: [String]], words: Words, isUppercase: Bool = true, firstTarget: Int = 0) {
        self.variants = variants
        self.words = words
        self.isUppercase = isUppercase
        self.firstTarget = firstTarget
    }

    private static let base = ["abcdefg", "hijklmn", "opqrstu", "vwxyzß'", "äöü-.,/", "1234567890"]
    /// A variants row is as long as a row of letters.
    private static let variantsPerRow = 7

    /// What is to be chosen from now.
    package var rows: [[Entry]] {
        if let opened {
            let all = [opened] + (opened.first.flatMap { variants[$0] } ?? [])
            return stride(from: 0, to: all.count, by: Self.variantsPerRow).map { start in
                all[start..<min(all.count, start + Self.variantsPerRow)].map(Entry.text)
            }
        }
        return Self.base.map { $0.map { .text(cased(String($0))) } } + [[.space, .delete, .shift, .done]]
    }

    /// The key's effect on the grid, and what it writes, if it does.
    package mutating func handle(_ key: Key) -> Outcome? {
        switch key {
        case .up, .left: return move(by: -1, key: key)
        case .down, .right: return move(by: 1, key: key)
        case .enter:
            if let column { return choose(row: row, column: column) }
            column = 0
            return nil
        case .digit(let digit):
            let index = digit == 0 ? 9 : digit - 1
            if column != nil { return choose(row: row, column: index) }
            if rows.indices.contains(index) { (row, column) = (index, 0) }
            return nil
        case .back: return close()
        case .backspace, .delete: return .delete
        case .character(let character): return insert(String(character))
        default: return nil
        }
    }

    /// The effect of a click on one of the grid's targets.
    package mutating func choose(target: Int) -> Outcome? {
        let place = target - firstTarget
        return place < 0 ? nil : choose(row: place / 10, column: place % 10)
    }

    private mutating func move(by step: Int, key: Key) -> Outcome? {
        let rows = rows
        if let column {
            let count = rows[row].count
            self.column = (column + step + count) % count
        } else if key == .right {
            column = 0
        } else if key != .left {
            row = (row + step + rows.count) % rows.count
        }
        return nil
    }

    private mutating func choose(row: Int, column: Int) -> Outcome? {
        let rows = rows
        guard rows.indices.contains(row), rows[row].indices.contains(column) else { return nil }
        self.row = row
        switch rows[row][column] {
        case .text(let text):
            guard opened == nil, let letter = text.first, variants[letter]?.isEmpty == false else {
                return insert(text)
            }
            opened = text
            self.row = 0
            self.column = self.rows.count == 1 ? 0 : nil
            return nil
        case .space: return insert(" ")
        case .delete:
            self.column = column
            return .delete
        case .shift:
            isUppercase.toggle()
            self.column = nil
            return nil
        case .done: return .done
        }
    }

    /// Goes back to choosing a row; a name goes on in lower case, and begins anew after a space or hyphen.
    private mutating func insert(_ text: String) -> Outcome {
        if opened != nil { showBase() }
        column = nil
        if text == " " || text == "-" {
            isUppercase = true
        } else if text.first?.isLetter == true {
            isUppercase = false
        }
        return .insert(text)
    }

    private mutating func close() -> Outcome? {
        if column != nil, opened == nil || rows.count > 1 {
            column = nil
        } else if opened != nil {
            showBase()
        } else {
            return .leave
        }
        return nil
    }

    private mutating func showBase() {
        let letter = opened?.lowercased() ?? ""
        opened = nil
        row = Self.base.firstIndex { $0.contains(letter) } ?? 0
        column = nil
    }

    /// ß stays: its upper case is two letters, and ẞ is one of its variants.
    private func cased(_ text: String) -> String { isUppercase && text != "ß" ? text.uppercased() : text }
}
