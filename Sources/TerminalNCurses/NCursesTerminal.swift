import CNCurses
import Glibc
import Synchronization
package import Terminal

/// The screen and the keys of this machine, or of whoever is logged in from another.
///
/// One thread of its own does everything that concerns the tty. Drawing never waits for it: a terminal that is slower
/// than what is drawn gets the newest canvas only. Until `close`, standard output and standard error go nowhere if they
/// are the same terminal. It comes back at `close`, at `exit` and at every signal but SIGKILL.
///
/// SIGTERM, SIGHUP, SIGINT and SIGQUIT are caught: the terminal is given back at once, and `events` ends. The program
/// then has three seconds to put its things in order and call `close`, or is ended as if it had not caught the signal.
package final class NCursesTerminal: Sendable {
    /// What the terminal has to tell, for one reader; ends after `closed`.
    ///
    /// Of more than 1,000 that nobody has taken yet, the oldest are dropped.
    package let events: AsyncStream<TerminalEvent>

    private let mailbox: Mailbox
    private let thread: Mutex<pthread_t?>
    private static let isOpen = Mutex(false)

    /// Takes over the terminal, clears it, and begins to listen.
    ///
    /// - Parameters:
    ///   - descriptor: what the terminal is connected to.
    ///   - type: the name of its terminfo entry, usually the variable `TERM`.
    ///   - palette: the colours of the theme to begin with.
    ///   - timing: how long it waits for what.
    /// - Throws: a sentence for the administrator; the terminal is then as it was before.
    package init(
        descriptor: Int32 = STDIN_FILENO, type: String? = getenv("TERM").map { String(cString: $0) },
        palette: Palette, timing: TerminalTiming = TerminalTiming()
    ) throws(TerminalFault) {
        guard let type, !type.isEmpty else { throw .noType }
        guard Self.isOpen.withLock({ Self.exchange(&$0, for: true) }) == false else { throw .alreadyOpen }
        var succeeded = false
        defer { if !succeeded { Self.isOpen.withLock { $0 = false } } }

        let device = try TerminalDevice(behind: descriptor)
        defer { if !succeeded { device.close() } }
        let size = device.size ?? Size(rows: 24, columns: 80)
        let mailbox = Mailbox(size: size, bell: try WakePipe())
        let painter = try Painter(type: type, size: size, palette: palette)
        defer { if !succeeded { painter.close() } }
        try Self.engage(device, bell: mailbox.bell)

        let (events, continuation) = AsyncStream.makeStream(
            of: TerminalEvent.self, bufferingPolicy: .bufferingNewest(1000))
        let streams = SilencedStreams(sharing: descriptor)
        let loop = TerminalLoop(
            device: device, streams: streams, painter: painter, mailbox: mailbox, events: continuation, timing: timing)
        var thread = pthread_t()
        let started = pthread_create(
            &thread, nil,
            { raw in
                raw.map { Unmanaged<TerminalLoop>.fromOpaque($0).takeRetainedValue().run() }
                return nil
            }, Unmanaged.passRetained(loop).toOpaque())
        guard started == 0 else {
            cnc_guard_release()
            streams.restore()
            throw .system(call: "pthread_create", errno: started)
        }
        self.events = events
        self.mailbox = mailbox
        self.thread = Mutex(thread)
        succeeded = true
    }

    deinit { close() }

    /// What the terminal measures now.
    package var size: Size { mailbox.size }

    /// Shows a canvas as soon as the terminal takes it. One that has not been shown yet is dropped for it.
    package func draw(_ canvas: Canvas) { mailbox.wish { $0.canvas = canvas } }

    /// Shows everything in other colours from now on.
    package func use(_ palette: Palette) { mailbox.wish { $0.palette = palette } }

    /// Ends `events` and gives the terminal back as it was, cleared. Takes at most 0.3 s.
    package func close() {
        guard let thread = thread.withLock({ Self.exchange(&$0, for: nil) }) else { return }
        mailbox.wish { $0.isClosing = true }
        pthread_join(thread, nil)
        Self.isOpen.withLock { $0 = false }
    }

    private static func exchange<Value>(_ value: inout Value, for other: Value) -> Value {
        defer { value = other }
        return value
    }

    /// From here on the terminal comes back whatever happens.
    private static func engage(_ device: TerminalDevice, bell: WakePipe) throws(TerminalFault) {
        var bytes: UnsafePointer<UInt8>?
        let count = cnc_restoring_bytes(&bytes)
        guard cnc_guard_engage(device.descriptor, bell.writeEnd, bytes, count) else {
            throw .system(call: "tcgetattr", errno: errno)
        }
        cnc_guard_thread()
        guard device.makeRaw() else {
            let code = errno
            cnc_guard_release()
            throw .system(call: "tcsetattr", errno: code)
        }
    }
}
