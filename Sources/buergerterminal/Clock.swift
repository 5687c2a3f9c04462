import Expressions
import Foundation

/// What the clocks of this machine say.
enum Clock {
    /// Seconds since the machine started, asleep or awake, whatever the wall clock is set to.
    static var seconds: Int { milliseconds / 1000 }

    /// The same in milliseconds.
    static var milliseconds: Int {
        var time = timespec()
        clock_gettime(CLOCK_BOOTTIME, &time)
        return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
    }

    /// The local minute; nothing where the clock shows no day of the calendar.
    static var now: Moment? {
        let parts = Calendar(identifier: .gregorian).dateComponents(
            [.year, .month, .day, .hour, .minute], from: Date())
        guard let year = parts.year, let month = parts.month, let day = parts.day, let hour = parts.hour,
            let minute = parts.minute, let date = CivilDate(year: year, month: month, day: day),
            let time = TimeOfDay(hour: hour, minute: minute)
        else { return nil }
        return Moment(date: date, time: time)
    }
}
