internal import Foundation

/// Times as clerks read them: in the town's own time.
package struct TownClock: Sendable {
    private let calendar: Calendar

    /// The clock of a town in Germany.
    package init() {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(identifier: "Europe/Berlin") ?? .current
        calendar.firstWeekday = 2
        self.calendar = calendar
    }

    /// `28.11.2026`
    package func day(_ seconds: Int64) -> String {
        let parts = calendar.dateComponents([.year, .month, .day], from: date(seconds))
        return "\(Self.two(parts.day)).\(Self.two(parts.month)).\(parts.year ?? 0)"
    }

    /// `28.11.2026, 9:05 Uhr`
    package func moment(_ seconds: Int64) -> String {
        let parts = calendar.dateComponents([.hour, .minute], from: date(seconds))
        return "\(day(seconds)), \(parts.hour ?? 0):\(Self.two(parts.minute)) Uhr"
    }

    /// `2026-11-28`, for machines.
    package func machineDay(_ seconds: Int64) -> String {
        let parts = calendar.dateComponents([.year, .month, .day], from: date(seconds))
        return "\(parts.year ?? 0)-\(Self.two(parts.month))-\(Self.two(parts.day))"
    }

    /// Calendar days from one moment to another; negative where the other is earlier.
    package func days(from start: Int64, to end: Int64) -> Int {
        calendar.dateComponents(
            [.day], from: calendar.startOfDay(for: date(start)), to: calendar.startOfDay(for: date(end))
        ).day ?? 0
    }

    /// When the Monday of a week began.
    package func monday(of seconds: Int64) -> Int64 {
        let start = calendar.dateInterval(of: .weekOfYear, for: date(seconds))?.start ?? date(seconds)
        return Int64(start.timeIntervalSince1970)
    }

    /// The end of the day so many days later, seconds since 1970.
    package func end(of seconds: Int64, plusDays days: Int) -> Int64 {
        let day = calendar.date(byAdding: .day, value: days + 1, to: calendar.startOfDay(for: date(seconds)))
        return Int64((day ?? date(seconds)).timeIntervalSince1970) - 1
    }

    private func date(_ seconds: Int64) -> Date { Date(timeIntervalSince1970: TimeInterval(seconds)) }

    private static func two(_ number: Int?) -> String { (number ?? 0) < 10 ? "0\(number ?? 0)" : "\(number ?? 0)" }
}
