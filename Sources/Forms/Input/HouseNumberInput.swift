/// House numbers.
package enum HouseNumberInput {
    /// The number in one way of writing, or what to change: `5a`, `12-14`, `7 1/2`, `3/4`, and as typed `10 Haus B`.
    package static func parse(_ raw: String) -> Result<String, InputFault> {
        Result { () throws(InputFault) in
            let line = try InputLine.read(raw)
            let number = withoutWord(line)
            if let plain = plain(number) { return plain }
            guard number.count <= 20 else { throw .textTooLong(max: 20) }
            guard let first = number.first, first.isDigit, Int(number.prefix(while: \.isDigit)) != 0,
                number.unicodeScalars.allSatisfy(isPart)
            else { throw .houseNumberExpected }
            return number
        }
    }

    /// The number where it is nothing but number, letter, range or fraction; nothing otherwise.
    static func plain(_ line: String) -> String? {
        var rest = line.lowercased()[...]
        guard var number = single(&rest) else { return nil }
        while let mark = separator(&rest) {
            if mark == " " {
                // 7 1/2
                guard let over = digits(&rest), rest.popFirst() == "/", let under = digits(&rest), rest.isEmpty
                else { return nil }
                return number + " " + over + "/" + under
            }
            guard let next = single(&rest) else { return nil }
            number += mark + next
        }
        return rest.isEmpty ? number : nil
    }

    private static func withoutWord(_ line: String) -> String {
        let lower = line.lowercased()
        for word in ["hausnummer", "nummer", "nr.", "nr", "no."] where lower.hasPrefix(word) {
            return String(line.dropFirst(word.count).drop { $0 == " " })
        }
        return line
    }

    /// `5`, `5a` or `5 a`, without leading zeros.
    private static func single(_ rest: inout Substring) -> String? {
        guard let number = digits(&rest) else { return nil }
        let tail = rest.drop { $0 == " " }
        guard let letter = tail.first, letter.isPlainLetter, tail.dropFirst().first?.isLetter != true
        else { return number }
        rest = tail.dropFirst()
        return number + String(letter)
    }

    private static func digits(_ rest: inout Substring) -> String? {
        let run = rest.prefix(while: \.isDigit)
        guard (1...4).contains(run.count), let number = Int(run), number > 0 else { return nil }
        rest = rest.dropFirst(run.count)
        return String(number)
    }

    /// `-` and `/` with or without spaces around them, or a space alone.
    private static func separator(_ rest: inout Substring) -> String? {
        let tail = rest.drop { $0 == " " }
        guard let mark = tail.first else { return nil }
        if "-–—/".contains(mark) {
            rest = tail.dropFirst().drop { $0 == " " }
            return mark == "/" ? "/" : "-"
        }
        guard rest.first == " " else { return nil }
        rest = tail
        return " "
    }

    private static func isPart(_ scalar: Unicode.Scalar) -> Bool {
        DIN91379.isLetter(scalar) || ("0"..."9").contains(scalar) || " -/.,+()".unicodeScalars.contains(scalar)
    }
}
