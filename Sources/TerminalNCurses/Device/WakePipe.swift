import CNCurses
import Glibc

/// A pipe that wakes the terminal's thread: a byte 0 from other threads, a signal's number from its handler.
struct WakePipe: Sendable {
    let readEnd: Int32
    let writeEnd: Int32

    /// Makes a pipe that blocks at neither end.
    init() throws(TerminalFault) {
        var ends: (read: Int32, write: Int32) = (-1, -1)
        guard cnc_wake_pipe(&ends.read, &ends.write) else { throw .system(call: "pipe2", errno: errno) }
        (readEnd, writeEnd) = ends
    }

    /// Wakes the thread. A pipe that is full has woken it.
    func ring() {
        var byte: UInt8 = 0
        _ = write(writeEnd, &byte, 1)
    }

    /// The signals that came since the last call.
    func drain() -> Set<Int32> {
        var signals: Set<Int32> = []
        withUnsafeTemporaryAllocation(byteCount: 512, alignment: 1) { buffer in
            while true {
                let got = read(readEnd, buffer.baseAddress, buffer.count)
                if got > 0 { signals.formUnion(buffer.prefix(got).map(Int32.init)) }
                if got < buffer.count { break }
            }
        }
        signals.remove(0)
        return signals
    }

    func close() {
        _ = Glibc.close(readEnd)
        _ = Glibc.close(writeEnd)
    }
}
