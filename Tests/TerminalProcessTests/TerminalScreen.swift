/// What a terminal of the xterm family shows after the bytes it was sent, as text without colours.
///
/// Source: ECMA-48, 8.3; XTerm Control Sequences.
struct TerminalScreen {
    private enum State { case ground, escape, sequence, charset, string }

    private let rowCount: Int
    private let columnCount: Int
    private var cells: [[String]]
    private var (row, column) = (0, 0)
    /// The last column was written: the next character begins a new row.
    private var wraps = false
    private var (top, bottom): (Int, Int)
    private var state = State.ground
    private var parameters = ""
    private var last = " "
    /// Bytes of a character that is not whole yet.
    private var rest: [UInt8] = []

    init(rows: Int, columns: Int) {
        (rowCount, columnCount) = (rows, columns)
        cells = Array(repeating: Array(repeating: " ", count: columns), count: rows)
        (top, bottom) = (0, rows - 1)
    }

    /// The rows, without the blanks at their ends.
    var rows: [String] { cells.map { Self.trimmed($0.joined()) } }

    static func trimmed(_ row: String) -> String {
        String(row.reversed().drop { $0 == " " }.reversed())
    }

    mutating func take(_ bytes: some Sequence<UInt8>) {
        rest += bytes
        // A character may have been cut in two.
        var end = rest.count
        while end > max(0, rest.count - 4), end > 0, rest[end - 1] & 0xC0 == 0x80 { end -= 1 }
        if end > 0, rest[end - 1] >= 0xC0 {
            let length = rest[end - 1] >= 0xF0 ? 4 : rest[end - 1] >= 0xE0 ? 3 : 2
            end = rest.count - end + 1 >= length ? rest.count : end - 1
        } else {
            end = rest.count
        }
        let whole = String(decoding: rest[..<end], as: UTF8.self)
        rest.removeFirst(end)
        for scalar in whole.unicodeScalars { take(scalar) }
    }

    private mutating func take(_ scalar: Unicode.Scalar) {
        switch state {
        case .ground: takePlain(scalar)
        case .escape:
            state = .ground
            switch scalar {
            case "[": (state, parameters) = (.sequence, "")
            case "(", ")": state = .charset
            case "]", "P", "_", "^": state = .string
            case "M": if row == top { scroll(-1, from: top) } else { row = max(0, row - 1) }
            case "E": (column, row) = (0, min(rowCount - 1, row + 1))
            default: break
            }
        case .charset: state = .ground
        case .string: if scalar == "\u{7}" || scalar == "\\" { state = .ground }
        case .sequence:
            if ("@"..."~").contains(scalar) {
                state = .ground
                finish(Character(scalar))
            } else {
                parameters.unicodeScalars.append(scalar)
            }
        }
    }

    private mutating func takePlain(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "\u{1B}": state = .escape
        case "\r": (column, wraps) = (0, false)
        case "\n":
            wraps = false
            if row == bottom { scroll(1, from: top) } else { row = min(rowCount - 1, row + 1) }
        case "\u{8}": (column, wraps) = (max(0, column - 1), false)
        case "\u{0}"..<" ": break
        default: write(scalar)
        }
    }

    private mutating func write(_ scalar: Unicode.Scalar) {
        if scalar.properties.canonicalCombiningClass != .notReordered {
            let place = wraps ? column : max(0, column - 1)
            return cells[row][place].unicodeScalars.append(scalar)
        }
        put(String(Character(scalar)))
    }

    private mutating func put(_ text: String) {
        if wraps {
            (column, wraps) = (0, false)
            if row == bottom { scroll(1, from: top) } else { row += 1 }
        }
        cells[row][column] = text
        last = text
        if column == columnCount - 1 { wraps = true } else { column += 1 }
    }

    private mutating func finish(_ final: Character) {
        guard parameters.allSatisfy({ $0.isNumber || $0 == ";" }) else { return }
        let numbers = parameters.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
        let count = max(1, numbers.first ?? 1)
        if final != "m", final != "b" { wraps = false }
        switch final {
        case "H", "f": move(to: count - 1, max(1, numbers.count > 1 ? numbers[1] : 1) - 1)
        case "G": move(to: row, count - 1)
        case "d": move(to: count - 1, column)
        case "A": move(to: row - count, column)
        case "B": move(to: row + count, column)
        case "C": move(to: row, column + count)
        case "D": move(to: row, column - count)
        case "b": for _ in 0..<count { put(last) }
        case "X": blank(row, column..<min(columnCount, column + count))
        case "K": erase(in: numbers.first ?? 0)
        case "J": eraseDisplay(numbers.first ?? 0)
        case "P":
            cells[row].removeSubrange(column..<min(columnCount, column + count))
            cells[row] += Array(repeating: " ", count: columnCount - cells[row].count)
        case "@":
            cells[row].insert(contentsOf: Array(repeating: " ", count: count), at: column)
            cells[row].removeLast(count)
        case "L": scroll(-count, from: row)
        case "M": scroll(count, from: row)
        case "S": scroll(count, from: top)
        case "T": scroll(-count, from: top)
        case "r":
            top = count - 1
            bottom = min(rowCount, numbers.count > 1 ? numbers[1] : rowCount) - 1
            move(to: 0, 0)
        default: break
        }
    }

    private mutating func move(to row: Int, _ column: Int) {
        self.row = min(max(0, row), rowCount - 1)
        self.column = min(max(0, column), columnCount - 1)
    }

    private mutating func blank(_ row: Int, _ columns: Range<Int>) {
        for column in columns { cells[row][column] = " " }
    }

    private mutating func erase(in part: Int) {
        blank(row, (part == 0 ? column : 0)..<(part == 1 ? column + 1 : columnCount))
    }

    private mutating func eraseDisplay(_ part: Int) {
        if part < 2 { erase(in: part) }
        let others = part == 0 ? row + 1..<rowCount : part == 1 ? 0..<row : 0..<rowCount
        for row in others { blank(row, 0..<columnCount) }
    }

    private mutating func scroll(_ count: Int, from first: Int) {
        guard first <= bottom else { return }
        let blank = Array(repeating: " ", count: columnCount)
        let empty = Array(repeating: blank, count: min(abs(count), bottom - first + 1))
        var part = Array(cells[first...bottom])
        if count > 0 { part = part.dropFirst(empty.count) + empty } else { part = empty + part.dropLast(empty.count) }
        cells.replaceSubrange(first...bottom, with: part)
    }
}
