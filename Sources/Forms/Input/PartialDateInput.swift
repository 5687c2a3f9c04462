package import Expressions

/// Dates whose day, or day and month, may be unknown, as on identity cards.
package enum PartialDateInput {
    /// The date as far as known, or what to change: all of `DateInput`, and `1985`, `03.1985`, `März 1985`,
    /// `00.00.1985`, `XX.03.1985`, `1985-03`.
    ///
    /// The bounds refuse only what lies wholly outside them.
    package static func parse(
        _ raw: String, min: CivilDate? = nil, max: CivilDate? = nil
    ) -> Result<PartialDate, InputFault> {
        Result { () throws(InputFault) in
            guard let typed = DateScanner(try InputLine.read(raw)) else { throw .partialDateExpected }
            let year = try typed.yearNumber(otherwise: .partialDateExpected)
            let month = try typed.monthNumber(otherwise: .partialDateExpected)
            let day = try typed.dayNumber(otherwise: .partialDateExpected)
            guard day == nil || month != nil else { throw .dateDayAlone }
            guard let date = PartialDate(year: year, month: month, day: day) else {
                throw .dateDay(month: month ?? 1, year: year)
            }
            if let min, let latest = date.latest, latest < min { throw .dateTooEarly(min: min) }
            if let max, let earliest = date.earliest, earliest > max { throw .dateTooLate(max: max) }
            return date
        }
    }
}
