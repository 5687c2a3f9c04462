/// A date of birth of which parts may be unknown. It is not a date: whoever wants one must say what a missing part means.
///
///     Date ::= NumericString (SIZE (8)) -- YYYYMMDD
///
/// Unknown parts are blanks. Source: BSI TR-03110-4, 2.2.3.1; BSI TR-03127, 3.2.2.
package struct PartialDate: Hashable, Sendable {
    package let year: Int?
    package let month: Int?
    package let day: Int?

    /// Nil where no day of the calendar has these parts.
    package init?(year: Int?, month: Int?, day: Int?) {
        guard (1...9999).contains(year ?? 1), (1...12).contains(month ?? 1) else { return nil }
        // A leap year where the year is unknown: the 29th of February may be meant.
        let longest = month.map { CalendarDate.days(in: $0, of: year ?? 2000) } ?? 31
        guard (1...longest).contains(day ?? 1) else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    package init(_ date: CalendarDate) {
        year = date.year
        month = date.month
        day = date.day
    }

    /// Reads the eight characters.
    init(digits: ArraySlice<UInt8>, _ structure: String) throws(EIDError) {
        guard digits.count == 8 else { throw .malformed(structure, .value("length")) }
        let start = digits.startIndex
        func part(_ range: Range<Int>) throws(EIDError) -> Int? {
            let characters = digits[(start + range.lowerBound)..<(start + range.upperBound)]
            if characters.allSatisfy({ $0 == 0x20 }) { return nil }
            guard characters.allSatisfy({ (0x30...0x39).contains($0) }) else {
                throw .malformed(structure, .value("date"))
            }
            return characters.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        }
        guard let date = PartialDate(year: try part(0..<4), month: try part(4..<6), day: try part(6..<8)) else {
            throw .malformed(structure, .value("date"))
        }
        self = date
    }

    /// The eight characters.
    var digits: [UInt8] {
        func part(_ number: Int?, _ width: Int) -> [UInt8] {
            guard var rest = number else { return [UInt8](repeating: 0x20, count: width) }
            var digits: [UInt8] = []
            for _ in 0..<width {
                digits.insert(0x30 + UInt8(rest % 10), at: 0)
                rest /= 10
            }
            return digits
        }
        return part(year, 4) + part(month, 2) + part(day, 2)
    }

    /// The date, where all parts are known.
    package var date: CalendarDate? {
        guard let year, let month, let day else { return nil }
        return CalendarDate(year: year, month: month, day: day)
    }

    /// The latest day that it can be, which decides about an age: nobody is taken for older than they surely are. Nil
    /// where the year is unknown. Source: BSI TR-03127, 3.2.2 (DG8).
    package var latest: CalendarDate? {
        guard let year else { return nil }
        let month = month ?? 12
        return CalendarDate(year: year, month: month, day: day ?? CalendarDate.days(in: month, of: year))
    }
}
