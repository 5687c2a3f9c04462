/// A day with a time of day, in the local time of the town hall.
package struct Moment: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let date: CivilDate
    package let time: TimeOfDay

    package init(date: CivilDate, time: TimeOfDay) {
        self.date = date
        self.time = time
    }

    /// Reads `YYYY-MM-DDTHH:MM`, exactly.
    package init?(iso text: some StringProtocol) {
        let parts = text.split(separator: "T", omittingEmptySubsequences: false)
        guard parts.count == 2, let date = CivilDate(iso: parts[0]), let time = TimeOfDay(iso: parts[1])
        else { return nil }
        self.init(date: date, time: time)
    }

    package static func < (left: Moment, right: Moment) -> Bool {
        (left.date, left.time) < (right.date, right.time)
    }

    /// `YYYY-MM-DDTHH:MM`.
    package var description: String { "\(date)T\(time)" }
}
