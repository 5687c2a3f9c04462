package import Expressions

/// Days of the calendar.
package enum DateInput {
    /// The day, or what to change: `1.2.2026`, `01022026`, `2026-02-01`, `1/2/2026` (day first), `1. Februar 2026`.
    ///
    /// Names of months in German and English, whole or cut off after three letters or more.
    package static func parse(
        _ raw: String, min: CivilDate? = nil, max: CivilDate? = nil
    ) -> Result<CivilDate, InputFault> {
        Result { () throws(InputFault) in
            guard let typed = DateScanner(try InputLine.read(raw)), typed.day != .unknown, typed.month != .unknown
            else { throw .dateExpected }
            guard typed.day != nil, typed.month != nil else {
                throw typed.isShort ? .dateYear : .dateExpected
            }
            let year = try typed.yearNumber(otherwise: .dateExpected)
            guard let month = try typed.monthNumber(otherwise: .dateExpected) else { throw .dateMonth }
            let day = try typed.dayNumber(otherwise: .dateExpected) ?? 0
            guard let date = CivilDate(year: year, month: month, day: day) else {
                throw .dateDay(month: month, year: year)
            }
            if let min, date < min { throw .dateTooEarly(min: min) }
            if let max, date > max { throw .dateTooLate(max: max) }
            return date
        }
    }
}

extension DateScanner {
    /// `010285`: day, month and a year of two digits in one run.
    var isShort: Bool {
        guard month == nil, case .number(let digits) = year else { return false }
        return digits.count == 6
    }
}
