import Expressions

/// A date as typed, taken apart but not yet checked against the calendar.
struct DateScanner {
    enum Part: Equatable {
        /// Digits as typed.
        case number(String)
        /// A month by its name, 1 to 12.
        case month(Int)
        /// `XX` or `??`, as on cards.
        case unknown
    }

    var day: Part?
    var month: Part?
    var year: Part

    /// Day first, except where a year of four digits or an English month name comes first.
    ///
    /// Nothing where the line is no date at all; a month or day that is missing stays out.
    init?(_ line: String) {
        guard var parts = Self.parts(of: line) else { return nil }
        if parts.count == 1, case .number(let digits) = parts[0], digits.count == 8 {
            parts = [
                .number(String(digits.prefix(2))), .number(String(digits.dropFirst(2).prefix(2))),
                .number(String(digits.suffix(4))),
            ]
        }
        if case .number(let digits) = parts[0], digits.count == 4 {
            parts.reverse()
        } else if parts.count == 3, case .month = parts[0] {
            parts.swapAt(0, 1)
        }
        guard let year = parts.popLast() else { return nil }
        self.year = year
        month = parts.popLast()
        day = parts.popLast()
    }

    /// One to three parts; English ordinal endings are dropped.
    private static func parts(of line: String) -> [Part]? {
        var parts: [Part] = []
        var rest = line.lowercased()[...]
        while let first = rest.first {
            let run: Substring
            if first.isDigit {
                run = rest.prefix(while: \.isDigit)
                parts.append(.number(String(run)))
            } else if first.isLetter || first == "?" {
                run = rest.prefix { $0.isLetter || $0 == "?" }
                if run.allSatisfy({ $0 == "x" }) || run.allSatisfy({ $0 == "?" }) {
                    parts.append(.unknown)
                } else if let month = MonthNames.month(named: run) {
                    parts.append(.month(month))
                } else if !["st", "nd", "rd", "th"].contains(run) || parts.count > 2 {
                    return nil
                }
            } else {
                guard !parts.isEmpty, " ./,-–".contains(first) else { return nil }
                run = rest.prefix(1)
            }
            rest = rest.dropFirst(run.count)
            if parts.count > 3 { return nil }
        }
        return parts.isEmpty ? nil : parts
    }

    /// 1 to 9999. Two digits are refused rather than guessed: the born in 1925 and in 2025 both come here.
    func yearNumber(otherwise fault: InputFault) throws(InputFault) -> Int {
        guard case .number(let digits) = year else { throw fault }
        guard digits.count == 4 else { throw .dateYear }
        guard let number = Int(digits), number > 0 else { throw fault }
        return number
    }

    /// 1 to 12; nothing where it was left out, `00` or `XX`.
    func monthNumber(otherwise fault: InputFault) throws(InputFault) -> Int? {
        switch month {
        case nil, .unknown: return nil
        case .month(let number): return number
        case .number(let digits):
            guard digits.count <= 2, let number = Int(digits) else { throw fault }
            guard number <= 12 else { throw .dateMonth }
            return number == 0 ? nil : number
        }
    }

    /// 1 or more; nothing where it was left out, `00` or `XX`.
    func dayNumber(otherwise fault: InputFault) throws(InputFault) -> Int? {
        switch day {
        case nil, .unknown: return nil
        case .month: throw fault
        case .number(let digits):
            guard digits.count <= 2, let number = Int(digits) else { throw fault }
            return number == 0 ? nil : number
        }
    }
}
