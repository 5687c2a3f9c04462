import CNCurses
import Glibc
import Terminal

/// The tty, through a file description of our own: what is set on it (that it never blocks) concerns no other process.
struct TerminalDevice {
    let descriptor: Int32

    /// Opens the terminal behind a descriptor once more.
    ///
    /// - Throws: `notATerminal`; `cannotOpen` where its name cannot be opened, nor `/dev/tty` if it is that.
    init(behind other: Int32) throws(TerminalFault) {
        guard isatty(other) == 1 else { throw .notATerminal(descriptor: other) }
        let flags = O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC
        let name = Self.name(of: other)
        var opened = name.map { open($0, flags) } ?? -1
        // After su the name belongs to the user before; the controlling terminal opens all the same.
        if opened < 0, tcgetsid(other) == getsid(0) { opened = open("/dev/tty", flags) }
        guard opened >= 0 else { throw .cannotOpen(path: name ?? "/dev/tty", errno: errno) }
        descriptor = opened
    }

    /// What the window measures; 80×24 where nobody knows, nothing where the terminal is gone.
    ///
    /// At least one cell and at most 300×500, lest a broken report take all memory.
    var size: Size? {
        var rows: Int32 = 0
        var columns: Int32 = 0
        guard cnc_window_size(descriptor, &rows, &columns) else { return nil }
        if rows == 0 || columns == 0 { return Size(rows: 24, columns: 80) }
        return Size(rows: min(Int(rows), 300), columns: min(Int(columns), 500))
    }

    /// Switches off echo, line editing, flow control and the signals of keys.
    func makeRaw() -> Bool { cnc_make_raw(descriptor) }

    /// What was typed, up to 4 kB; empty if nothing was, nothing if the terminal is gone.
    func read() -> [UInt8]? {
        var isGone = false
        let bytes = [UInt8](unsafeUninitializedCapacity: 4096) { buffer, count in
            let got = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            count = max(0, got)
            isGone = got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR)
        }
        return isGone ? nil : bytes
    }

    func close() { _ = Glibc.close(descriptor) }

    private static func name(of descriptor: Int32) -> String? {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
            guard let base = buffer.baseAddress, ttyname_r(descriptor, base, buffer.count) == 0 else { return nil }
            return String(cString: base)
        }
    }
}
