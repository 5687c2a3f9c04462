import CSecrets
import Glibc

/// Keeps what citizens entered from leaving the process by a crash.
package enum ProcessHardening {
    /// What could not be had.
    package struct Fault: Error, Hashable, CustomStringConvertible {
        let call: String
        let errno: Int32

        package var description: String {
            "The process cannot be kept from writing its memory out: \(call) failed (\(errno)). "
                + "Set SWIFT_BACKTRACE=enable=no and LimitCORE=0 in the unit that starts it."
        }
    }

    /// What the Swift runtime and the C library have to be told: no backtraces, which show memory; and what is freed is
    /// overwritten at once, which clears the copies that libraries and strings leave behind.
    ///
    /// Source: glibc manual, 39.2 (memory allocation tunables); the thread's cache would be passed over.
    package static let environment = [
        "SWIFT_BACKTRACE": "enable=no", "GLIBC_TUNABLES": "glibc.malloc.perturb=85:glibc.malloc.tcache_count=0",
    ]

    /// Forbids memory dumps, reading by other processes, and the Swift runtime's backtraces.
    ///
    /// To be called first of all: runtime and C library read the environment once, at their start, so where it is not set
    /// yet the program is executed anew, which takes a few milliseconds and does not return.
    /// - Throws: `Fault` where the system refuses one of the three.
    package static func apply() throws(Fault) {
        let needed = environment.filter { getenv($0.key).map { String(cString: $0) } != $0.value }
        if !needed.isEmpty {
            for (name, value) in needed where setenv(name, value, 1) != 0 { throw Fault(call: "setenv", errno: errno) }
            // By its own path, so that it keeps its name in the list of processes.
            var path = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
            if readlink("/proc/self/exe", &path, Int(PATH_MAX)) > 0 { execv(path, CommandLine.unsafeArgv) }
            execv("/proc/self/exe", CommandLine.unsafeArgv)
            throw Fault(call: "execv", errno: errno)
        }
        guard csecrets_forbid_dumps() else { throw Fault(call: "prctl", errno: errno) }
    }
}
