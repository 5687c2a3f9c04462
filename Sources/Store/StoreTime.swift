import Glibc

/// A reading of both clocks. Wall time is told to people; only the time since start is used to measure.
package struct StoreTime: Hashable, Sendable {
    /// Seconds since 1970 by the wall clock, which may be wrong.
    package let wall: Int64
    /// The start of the system that `uptime` counts from, an opaque name.
    package let boot: String
    /// Seconds since the start of the system, asleep or not.
    package let uptime: Int64

    /// Takes a reading that was made elsewhere.
    package init(wall: Int64, boot: String, uptime: Int64) {
        self.wall = wall
        self.boot = boot
        self.uptime = uptime
    }

    /// Reads both clocks.
    package static func now() -> StoreTime {
        StoreTime(wall: seconds(CLOCK_REALTIME), boot: bootName, uptime: seconds(CLOCK_BOOTTIME))
    }

    private static func seconds(_ clock: clockid_t) -> Int64 {
        var reading = timespec()
        clock_gettime(clock, &reading)
        return Int64(reading.tv_sec)
    }

    private static let bootName: String = {
        let file = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return "" }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 36)
        let count = read(file, &bytes, bytes.count)
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }()

    /// How much age what is kept has gained since an earlier reading, in seconds.
    ///
    /// Within one run of the system the time since start tells it, whatever happens to the wall clock. Across a restart
    /// the wall clock tells it, but never more than a day and never less than nothing: a clock that is wrong by years
    /// makes the device keep a little longer, never delete too soon.
    func age(since earlier: StoreTime) -> Int64 {
        if !boot.isEmpty, boot == earlier.boot { return max(0, uptime - earlier.uptime) }
        return min(max(0, wall - earlier.wall), 86_400)
    }

    /// Whether the wall clock moved against the time since start by more than five minutes; unknown across a restart
    /// unless it went back.
    func hasJumped(since earlier: StoreTime) -> Bool {
        guard !boot.isEmpty, boot == earlier.boot else { return wall < earlier.wall - 300 }
        return abs((wall - earlier.wall) - (uptime - earlier.uptime)) > 300
    }
}
