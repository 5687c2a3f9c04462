/// A date whose day, or day and month, may be unknown, as on identity cards.
///
/// Source: BSI TR-03110-4, 2.2.3 (date of birth with blanks for unknown parts).
package struct PartialDate: Hashable, Sendable, CustomStringConvertible {
    package let year: Int
    package let month: Int?
    /// Known only where the month is.
    package let day: Int?

    /// Makes a partial date, or nothing where no such day can be (month 13, a day without a month).
    package init?(year: Int, month: Int? = nil, day: Int? = nil) {
        guard (1...9999).contains(year) else { return nil }
        if let month {
            guard CivilDate(year: year, month: month, day: day ?? 1) != nil else { return nil }
        } else if day != nil {
            return nil
        }
        self.year = year
        self.month = month
        self.day = day
    }

    package init(_ date: CivilDate) {
        year = date.year
        month = date.month
        day = date.day
    }

    /// Reads `YYYY-MM-DD`, `YYYY-MM` or `YYYY`, exactly.
    package init?(iso text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard (1...3).contains(parts.count), parts[0].utf8.count == 4,
            parts.dropFirst().allSatisfy({ $0.utf8.count == 2 }),
            text.utf8.allSatisfy({ $0 == 0x2D || (0x30...0x39).contains($0) }),
            let year = Int(parts[0])
        else { return nil }
        self.init(
            year: year,
            month: parts.count > 1 ? Int(parts[1]) : nil,
            day: parts.count > 2 ? Int(parts[2]) : nil)
    }

    /// The whole date, where day and month are known.
    package var complete: CivilDate? {
        guard let month, let day else { return nil }
        return CivilDate(year: year, month: month, day: day)
    }

    /// The latest day that this can be: someone who may still be a minor counts as one.
    package var latest: CivilDate? {
        let month = month ?? 12
        return CivilDate(year: year, month: month, day: day ?? CivilDate.days(inMonth: month, of: year))
    }

    /// The earliest day that this can be.
    package var earliest: CivilDate? { CivilDate(year: year, month: month ?? 1, day: day ?? 1) }

    /// `YYYY-MM-DD`, `YYYY-MM` or `YYYY`: as much as is known.
    package var description: String {
        var text = padded(year, to: 4)
        if let month { text += "-" + padded(month, to: 2) }
        if let day { text += "-" + padded(day, to: 2) }
        return text
    }
}
