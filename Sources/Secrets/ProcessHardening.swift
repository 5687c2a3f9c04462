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

    /// Forbids memory dumps, reading by other processes, and the Swift runtime's backtraces.
    ///
    /// To be called first of all: the runtime reads `SWIFT_BACKTRACE` once, at its start, so where it is not set yet
    /// the program is executed anew, which takes a few milliseconds and does not return.
    /// - Throws: `Fault` where the system refuses one of the three.
    package static func apply() throws(Fault) {
        if getenv("SWIFT_BACKTRACE").map({ String(cString: $0) }) != "enable=no" {
            guard setenv("SWIFT_BACKTRACE", "enable=no", 1) == 0 else { throw Fault(call: "setenv", errno: errno) }
            // By its own path, so that it keeps its name in the list of processes.
            var path = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
            if readlink("/proc/self/exe", &path, Int(PATH_MAX)) > 0 { execv(path, CommandLine.unsafeArgv) }
            execv("/proc/self/exe", CommandLine.unsafeArgv)
            throw Fault(call: "execv", errno: errno)
        }
        guard csecrets_forbid_dumps() else { throw Fault(call: "prctl", errno: errno) }
    }
}
