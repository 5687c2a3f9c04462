package import Expressions

/// Times of day.
package enum TimeInput {
    /// The time, or what to change: `15:00`, `15.00`, `15 Uhr`, `15 Uhr 30`, `9`, `0930`, `15h30`, `3 pm`, `3:30 p.m.`.
    package static func parse(
        _ raw: String, min: TimeOfDay? = nil, max: TimeOfDay? = nil
    ) -> Result<TimeOfDay, InputFault> {
        Result { () throws(InputFault) in
            let (digits, word) = try scan(InputLine.read(raw))
            guard let parts = hourAndMinute(digits), let hour = Int(parts.hour), let minute = Int(parts.minute)
            else { throw .timeExpected }
            guard let clock = hours(hour, word: word), let time = TimeOfDay(hour: clock, minute: minute)
            else { throw .timeOutsideDay }
            if let min, time < min { throw .timeTooEarly(min: min) }
            if let max, time > max { throw .timeTooLate(max: max) }
            return time
        }
    }

    /// Runs of digits, and the letters between and after them.
    private static func scan(_ line: String) throws(InputFault) -> (digits: [String], word: String) {
        var digits: [String] = []
        var word = ""
        var inNumber = false
        for character in line.lowercased() {
            if character.isDigit {
                if !inNumber { digits.append("") }
                digits[digits.count - 1].append(character)
            } else if character.isPlainLetter, !digits.isEmpty {
                word.append(character)
            } else if digits.isEmpty || !":., ".contains(character) {
                throw .timeExpected
            }
            inNumber = character.isDigit
        }
        guard ["", "uhr", "h", "am", "pm"].contains(word) else { throw .timeExpected }
        return (digits, word)
    }

    private static func hourAndMinute(_ digits: [String]) -> (hour: Substring, minute: Substring)? {
        switch digits.map(\.count) {
        case [1], [2]: (digits[0][...], "00")
        case [3], [4]: (digits[0].dropLast(2), digits[0].suffix(2))
        case [1, 2], [2, 2]: (digits[0][...], digits[1][...])
        default: nil
        }
    }

    private static func hours(_ hour: Int, word: String) -> Int? {
        guard word == "am" || word == "pm" else { return hour }
        guard (1...12).contains(hour) else { return nil }
        return hour % 12 + (word == "pm" ? 12 : 0)
    }
}
