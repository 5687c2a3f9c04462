import Terminal

/// Reads a whole control sequence: ESC [ parameters final.
enum SequenceReading {
    /// The event that the sequence stands for; nothing for all that is none of ours, and for keys with Ctrl or Alt.
    static func event(parameters: [UInt8], final: UInt8) -> TerminalEvent? {
        if parameters.first == UInt8(ascii: "<") {
            return numbers(parameters.dropFirst()).flatMap { MouseReport.sgr($0, final: final) }
        }
        guard let numbers = numbers(parameters[...]), numbers.count <= 2 else { return nil }
        // 1 is no modifier, 2 is Shift. Source: XTerm Control Sequences, "PC-Style Function Keys".
        guard numbers.count < 2 || (1...2).contains(numbers[1]) else { return nil }
        guard final == UInt8(ascii: "~") else {
            return numbers.first ?? 1 == 1 ? KeySequence.letter(final).map(TerminalEvent.key) : nil
        }
        return numbers.first.flatMap(KeySequence.numbered).map(TerminalEvent.key)
    }

    /// Decimal numbers with semicolons between them; nothing if there is anything else.
    private static func numbers(_ bytes: ArraySlice<UInt8>) -> [Int]? {
        if bytes.isEmpty { return [] }
        var numbers: [Int] = []
        for field in bytes.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false) {
            guard field.count <= 5, let number = UInt16(String(decoding: field, as: UTF8.self)) else { return nil }
            numbers.append(Int(number))
        }
        return numbers
    }
}

/// Reads what a mouse or a touch screen sends. Source: XTerm Control Sequences, "Mouse Tracking".
enum MouseReport {
    /// ESC [ < button ; column ; row M. Only the first button going down is a click, with whatever keys are held; the
    /// wheel is ▲ and ▼.
    static func sgr(_ numbers: [Int], final: UInt8) -> TerminalEvent? {
        guard numbers.count == 3, final == UInt8(ascii: "M") else { return nil }
        return click(button: numbers[0], column: numbers[1], row: numbers[2])
    }

    /// ESC [ M button column row, each 32 more than it is.
    static func old(_ bytes: [UInt8]) -> TerminalEvent? {
        guard bytes.count == 3, bytes.allSatisfy({ $0 >= 32 }) else { return nil }
        return click(button: Int(bytes[0]) - 32, column: Int(bytes[1]) - 32, row: Int(bytes[2]) - 32)
    }

    private static func click(button: Int, column: Int, row: Int) -> TerminalEvent? {
        let keysHeld = 4 | 8 | 16
        switch button & ~keysHeld {
        case 64: return .key(.up)
        case 65: return .key(.down)
        default: break
        }
        guard button & ~keysHeld == 0, column >= 1, row >= 1 else { return nil }
        return .click(Position(row: row - 1, column: column - 1))
    }
}
