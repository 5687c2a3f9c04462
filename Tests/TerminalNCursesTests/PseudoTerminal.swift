import Dispatch
import Glibc
import Synchronization
import Terminal
import TerminalNCurses
import Testing

/// The other end of a terminal: what types, and reads what is painted.
final class PseudoTerminal: Sendable {
    let master: Int32
    let path: String
    /// Kept open, so that the pty outlives whoever uses it.
    private let slave: Int32
    private let isUp = Mutex(true)

    init(rows: Int = 24, columns: Int = 80) throws {
        var ends: (master: Int32, slave: Int32) = (-1, -1)
        try #require(openpty(&ends.master, &ends.slave, nil, nil, nil) == 0)
        (master, slave) = ends
        path = String(cString: try #require(ttyname(slave)))
        for end in [master, slave] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        _ = fcntl(master, F_SETFL, O_NONBLOCK)
        resize(to: Size(rows: rows, columns: columns))
    }

    deinit { hangUp() }

    var descriptor: Int32 { slave }

    func hangUp() {
        isUp.withLock { isUp in
            if isUp {
                close(slave)
                close(master)
            }
            isUp = false
        }
    }

    /// What is set on the tty, as bytes.
    var modes: [UInt8] {
        get {
            var modes = termios()
            tcgetattr(master, &modes)
            return withUnsafeBytes(of: &modes) { Array($0) }
        }
        set {
            var modes = termios()
            withUnsafeMutableBytes(of: &modes) { $0.copyBytes(from: newValue) }
            tcsetattr(master, TCSANOW, &modes)
        }
    }

    /// `ioctl` is variadic, which Swift does not import.
    func resize(to size: Size) {
        typealias Control = @convention(c) (Int32, UInt, UnsafeMutableRawPointer) -> Int32
        guard let symbol = dlsym(nil, "ioctl") else { return }
        var window = winsize(ws_row: UInt16(size.rows), ws_col: UInt16(size.columns), ws_xpixel: 0, ws_ypixel: 0)
        _ = unsafeBitCast(symbol, to: Control.self)(master, UInt(TIOCSWINSZ), &window)
    }

    func type(_ bytes: some Collection<UInt8>) {
        let all = Array(bytes)
        var sent = 0
        while sent < all.count {
            let count = all[sent...].withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
            if count > 0 { sent += count } else if !isReady(POLLOUT) { return }
        }
    }

    func type(_ text: String) { type(text.utf8) }

    /// Reads until the text has come, or the terminal is gone, or the time is over. Waits on a thread of its own.
    @discardableResult
    func read(until mark: String, within seconds: Int32 = 20) async -> String {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: self.wait(for: mark, within: seconds)) }
        }
    }

    /// What there is to read now.
    func drained() -> String {
        var bytes: [UInt8] = []
        while let more = readSome(), !more.isEmpty { bytes += more }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func wait(for mark: String, within seconds: Int32) -> String {
        var bytes: [UInt8] = []
        let deadline = ContinuousClock.now + .seconds(seconds)
        while ContinuousClock.now < deadline {
            if String(decoding: bytes, as: UTF8.self).contains(mark) { break }
            _ = isReady(POLLIN)
            guard let more = readSome() else { break }
            bytes += more
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func isReady(_ what: Int32) -> Bool {
        var polled = pollfd(fd: master, events: Int16(what), revents: 0)
        return poll(&polled, 1, 200) > 0
    }

    private func readSome() -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 65536)
        let count = Glibc.read(master, &buffer, buffer.count)
        if count > 0 { return Array(buffer.prefix(count)) }
        return count < 0 && errno == EAGAIN ? [] : nil
    }
}

extension Palette {
    /// The theme "dunkel".
    static let dark = Palette(
        background: RGB(0x0b0f14), text: RGB(0xf2f4f8), muted: RGB(0xb8c0cc), link: RGB(0x8cc8ff), ok: RGB(0x7ee787),
        warn: RGB(0xffd166), error: RGB(0xff9b9b))
    /// The theme "hell".
    static let light = Palette(
        background: RGB(0xffffff), text: RGB(0x111111), muted: RGB(0x4a4a4a), link: RGB(0x00458a), ok: RGB(0x0b5a1e),
        warn: RGB(0x6b4a00), error: RGB(0x9b0a0a))
}

extension Canvas {
    /// A canvas with text from the top left in every row.
    static func filled(_ size: Size, _ text: String, style: Style = .text) -> Canvas {
        var canvas = Canvas(size: size)
        for row in 0..<size.rows { canvas.write(text, at: Position(row: row, column: 0), style: style) }
        return canvas
    }
}

/// All tests that open a terminal: a process has but one.
@Suite(.serialized, .timeLimit(.minutes(20))) enum TerminalTests {}
