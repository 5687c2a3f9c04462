import Expressions
import Foundation
import Glibc

/// What the clocks of this machine say.
enum Clock {
    /// Seconds since this program started, whether the machine was asleep or awake and whatever the wall clock is set to.
    static var seconds: Int { milliseconds / 1000 }

    /// The same in milliseconds.
    static var milliseconds: Int {
        // On Linux this clock is CLOCK_BOOTTIME.
        Int(start.duration(to: .now) / .milliseconds(1))
    }

    private static let start = ContinuousClock.now

    /// The local minute; nothing where the clock shows no day of the calendar.
    static var now: Moment? {
        // Not Foundation's calendar: it alone would cost a third of the time until the first paint.
        moment(at: time(nil))
    }

    /// The local day of a moment; nothing where the calendar has none.
    static func day(of date: Date) -> CivilDate? {
        // A year beyond the calendar is no day of it.
        guard (0..<253_402_300_800).contains(date.timeIntervalSince1970) else { return nil }
        return moment(at: time_t(date.timeIntervalSince1970))?.date
    }

    /// The local minute of a moment; nothing where the calendar has none.
    static func minute(of date: Date) -> Moment? {
        guard (0..<253_402_300_800).contains(date.timeIntervalSince1970) else { return nil }
        return moment(at: time_t(date.timeIntervalSince1970))
    }

    private static func moment(at seconds: time_t) -> Moment? {
        var seconds = seconds
        var parts = tm()
        guard localtime_r(&seconds, &parts) != nil,
            let date = CivilDate(
                year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday)),
            let time = TimeOfDay(hour: Int(parts.tm_hour), minute: Int(parts.tm_min))
        else { return nil }
        return Moment(date: date, time: time)
    }
}
