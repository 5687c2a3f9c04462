/// A day of the Gregorian calendar, with no time and no zone.
package struct CalendarDate: Hashable, Sendable {
    package let year: Int
    package let month: Int
    package let day: Int

    /// Nil where the calendar has no such day. Years 1 to 9999.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month),
            day >= 1, day <= CalendarDate.days(in: month, of: year)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// How many days the month has.
    package static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 31
        }
    }

    /// Days since 1970-01-01, which is 0.
    package var dayNumber: Int {
        // The year is taken to begin in March, so that the leap day is its last.
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// From days since 1970-01-01. Nil outside of the years 1 to 9999.
    package init?(dayNumber: Int) {
        guard (-719_162...2_932_896).contains(dayNumber) else { return nil }
        let shifted = dayNumber + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        self.init(
            year: era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month: month,
            day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    /// How many days lie between; negative where `other` is earlier.
    package func days(until other: CalendarDate) -> Int { other.dayNumber - dayNumber }

    /// So many days later, or earlier.
    package func adding(days: Int) -> CalendarDate? { CalendarDate(dayNumber: dayNumber + days) }
}

extension CalendarDate: Comparable {
    package static func < (one: CalendarDate, other: CalendarDate) -> Bool {
        (one.year, one.month, one.day) < (other.year, other.month, other.day)
    }
}

extension CalendarDate: CustomStringConvertible {
    /// 2026-11-22.
    package var description: String {
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }
}

extension CalendarDate {
    /// The six octets of a CV certificate's date, each one digit of YYMMDD, the year meaning 20YY.
    ///
    /// Source: BSI TR-03110-3, D.2.1.3.
    package init(certificateDigits digits: ArraySlice<UInt8>, _ field: String) throws(EIDError) {
        guard digits.count == 6, digits.allSatisfy({ $0 <= 9 }) else { throw .malformed(field, .value("digits")) }
        let pairs = stride(from: digits.startIndex, to: digits.endIndex, by: 2).map {
            Int(digits[$0]) * 10 + Int(digits[$0 + 1])
        }
        guard let date = CalendarDate(year: 2000 + pairs[0], month: pairs[1], day: pairs[2]) else {
            throw .malformed(field, .value("day"))
        }
        self = date
    }

    /// The six octets of a CV certificate's date. Years outside of 2000 to 2099 cannot be written and become the nearest.
    package var certificateDigits: [UInt8] {
        let short = min(max(year, 2000), 2099) - 2000
        return [short, month, day].flatMap { [UInt8($0 / 10), UInt8($0 % 10)] }
    }
}
