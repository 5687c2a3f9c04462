/// A time of day in minutes, without time zone.
package struct TimeOfDay: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// 0 to 1439.
    package let minutes: Int

    package init?(hour: Int, minute: Int) {
        guard (0...23).contains(hour), (0...59).contains(minute) else { return nil }
        minutes = hour * 60 + minute
    }

    private init(minutes: Int) { self.minutes = minutes }

    package static let noon = TimeOfDay(minutes: 720)

    /// Reads `HH:MM`, exactly.
    package init?(iso text: some StringProtocol) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 }),
            text.utf8.allSatisfy({ $0 == 0x3A || (0x30...0x39).contains($0) }),
            let hour = Int(parts[0]), let minute = Int(parts[1])
        else { return nil }
        self.init(hour: hour, minute: minute)
    }

    package var hour: Int { minutes / 60 }
    package var minute: Int { minutes % 60 }

    package static func < (left: TimeOfDay, right: TimeOfDay) -> Bool { left.minutes < right.minutes }

    /// `HH:MM`.
    package var description: String { padded(hour, to: 2) + ":" + padded(minute, to: 2) }
}
