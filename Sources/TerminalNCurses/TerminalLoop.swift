import CNCurses
import Glibc
import Terminal

/// The terminal's own thread: waits for keys, signals and wishes, and is the only one that calls ncurses.
///
/// It sleeps in `poll` and has a time-out only while there is something to wait for: an idle terminal costs nothing.
final class TerminalLoop {
    private let device: TerminalDevice
    private let mailbox: Mailbox
    private let events: AsyncStream<TerminalEvent>.Continuation
    private let timing: TerminalTiming
    private let streams: SilencedStreams
    private var painter: Painter
    private var writer: FrameWriter
    private var decoder = InputDecoder()
    private var decoderDeadline: SuspendingClock.Instant?
    /// What the terminal shows, or will when it has taken it.
    private var shown: Canvas?
    private var hasNews = false
    private var isClosing = false
    /// The terminal is gone or about to be; only `close` is still awaited.
    private var isEnded = false
    private var ending: (signal: Int32, deadline: SuspendingClock.Instant)?

    init(
        device: TerminalDevice, streams: SilencedStreams, painter: Painter, mailbox: Mailbox,
        events: AsyncStream<TerminalEvent>.Continuation, timing: TerminalTiming
    ) {
        self.device = device
        self.streams = streams
        self.painter = painter
        self.mailbox = mailbox
        self.events = events
        self.timing = timing
        writer = FrameWriter(stall: timing.stall)
    }

    /// Runs until `close` or, after a signal, until the time for that is over.
    func run() {
        cnc_guard_thread()
        while !isClosing {
            var polled = [pollfd(fd: mailbox.bell.readEnd, events: Int16(POLLIN), revents: 0)]
            if !isEnded {
                let wanted = POLLIN | (writer.isPending ? POLLOUT : 0)
                polled.append(pollfd(fd: device.descriptor, events: Int16(wanted), revents: 0))
            }
            _ = poll(&polled, nfds_t(polled.count), milliseconds(until: nextDeadline))
            if polled[0].revents != 0 { answer() }
            if !isEnded { serve(Int32(polled.last?.revents ?? 0)) }
            if let ending, SuspendingClock.now >= ending.deadline { break }
        }
        end()
        leave()
        // Nobody has closed the terminal: the process ends as if it had never caught the signal.
        if !isClosing, let ending {
            signal(ending.signal, SIG_DFL)
            kill(getpid(), ending.signal)
        }
    }

    /// Wishes and signals.
    private func answer() {
        let signals = mailbox.bell.drain()
        let wishes = mailbox.take()
        isClosing = wishes.isClosing
        if ending == nil, let signal = [SIGTERM, SIGHUP, SIGINT, SIGQUIT].first(where: signals.contains) {
            ending = (signal, .now + timing.farewell)
            end()
        }
        if isClosing || isEnded { return }
        if let palette = wishes.palette {
            painter.use(palette)
            hasNews = shown != nil
        }
        if let canvas = wishes.canvas {
            shown = canvas
            hasNews = true
        }
        if signals.contains(SIGWINCH) { measure() }
        if signals.contains(SIGCONT) { comeBack() }
    }

    /// The tty: input first, then a frame.
    private func serve(_ ready: Int32) {
        if ready & (POLLHUP | POLLERR | POLLNVAL) != 0 { return end() }
        if ready & POLLIN != 0 {
            guard let bytes = device.read() else { return end() }
            report(decoder.decode(bytes))
            let wait = decoder.state == .escape ? timing.escape : timing.sequence
            decoderDeadline = decoder.state == .ground ? nil : .now + wait
        } else if let deadline = decoderDeadline, SuspendingClock.now >= deadline {
            report(decoder.timeOut())
            decoderDeadline = nil
        }
        if writer.advance() == .gone { return end() }
        if hasNews, !writer.isPending, let shown {
            hasNews = false
            painter.paint(shown) { writer.start($0) }
            if writer.advance() == .gone { end() }
        }
    }

    private func report(_ decoded: [TerminalEvent]) {
        let bounds = Rect(mailbox.size)
        for event in decoded {
            if case .click(let position) = event, !bounds.contains(position) { continue }
            events.yield(event)
        }
    }

    /// Takes on the window's size. Whatever a terminal makes of its text on the way, the next frame paints everything.
    private func measure() {
        guard let size = device.size else { return end() }
        let isNew = size != mailbox.size
        mailbox.size = size
        painter.resize(to: size)
        hasNews = shown != nil
        if isNew { events.yield(.resized(size)) }
    }

    /// After a stop: the shell has set its own modes meanwhile.
    private func comeBack() {
        guard device.makeRaw() else { return end() }
        measure()
    }

    /// Tells that the terminal is gone, and brings back what there is to bring back.
    private func end() {
        guard !isEnded else { return }
        isEnded = true
        shown = nil
        events.yield(.closed)
        events.finish()
        cnc_guard_restore()
    }

    private func leave() {
        cnc_guard_release()
        painter.close()
        device.close()
        streams.restore()
    }

    private var nextDeadline: SuspendingClock.Instant? {
        isEnded ? ending?.deadline : [decoderDeadline, writer.deadline].compactMap { $0 }.min()
    }

    private func milliseconds(until deadline: SuspendingClock.Instant?) -> Int32 {
        guard let deadline else { return -1 }
        let left = SuspendingClock.now.duration(to: deadline) / .milliseconds(1)
        return Int32(min(max(0, left.rounded(.up)), 60_000))
    }
}
