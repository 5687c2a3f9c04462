import Foundation
import Glibc
import Testing
import Visit

/// The built terminal in a pseudo terminal, before which a test sits.
final class RunningTerminal {
    static let rows = 24
    static let columns = 80

    static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Beside the test bundle that runs.
    static let program = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        .deletingLastPathComponent().appendingPathComponent("buergerterminal")

    private let master: Int32
    private let slave: Int32
    private let process = Process()
    private var screen = TerminalScreen(rows: rows, columns: columns)

    /// Starts it.
    /// - Parameters:
    ///   - state: its state directory.
    ///   - log: the directory of its log.
    ///   - program: another place where it lies.
    ///   - configuration: its configuration, where it is not the shipped one.
    ///   - options: further arguments.
    ///   - variables: further variables of its environment.
    ///   - shell: a line of shell that goes before it, in a mount namespace of its own; `$STATE` is the state directory.
    /// - Throws: where it cannot be started.
    init(
        state: String, log: String, program: URL = RunningTerminal.program, configuration: String? = nil,
        options: [String] = [],
        variables: [String: String] = [:], afterMounting shell: String? = nil
    ) throws {
        var ends: (master: Int32, slave: Int32) = (-1, -1)
        var size = winsize(
            ws_row: UInt16(Self.rows), ws_col: UInt16(Self.columns), ws_xpixel: 0, ws_ypixel: 0)
        try #require(openpty(&ends.master, &ends.slave, nil, nil, &size) == 0)
        (master, slave) = ends
        for end in [master, slave] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        _ = fcntl(master, F_SETFL, O_NONBLOCK)
        let configuration = configuration ?? Self.repository.appendingPathComponent("Config").path
        let arguments = ["--config", configuration, "--state", state, "--log", log] + options
        if let shell {
            process.executableURL = URL(fileURLWithPath: "/usr/bin/unshare")
            process.arguments =
                Namespace.options + ["/bin/sh", "-ec", shell + "\nexec \"$0\" \"$@\"", program.path] + arguments
        } else {
            process.executableURL = program
            process.arguments = arguments
        }
        process.environment = ProcessInfo.processInfo.environment.merging([
            "TERM": "xterm-256color", "SWIFT_BACKTRACE": "enable=no", "STATE": state,
        ]) { $1 }.merging(variables) { $1 }
        process.standardInput = FileHandle(fileDescriptor: slave, closeOnDealloc: false)
        process.standardOutput = FileHandle(fileDescriptor: slave, closeOnDealloc: false)
        process.standardError = FileHandle(fileDescriptor: slave, closeOnDealloc: false)
        try process.run()
    }

    deinit {
        if process.isRunning { end(by: SIGKILL) }
        close(slave)
        close(master)
    }

    var identifier: Int32 { process.processIdentifier }
    var isRunning: Bool { process.isRunning }

    /// What is on the screen, as one text.
    var text: String { screen.rows.joined(separator: "\n") }

    /// Ends it with a signal and waits until it is gone.
    /// - Returns: whether it ended by itself, without a crash.
    @discardableResult
    func end(by signal: Int32) -> Bool {
        kill(process.processIdentifier, signal)
        // What it still paints has to be read, or it waits.
        while process.isRunning { readMore(milliseconds: 20) }
        process.waitUntilExit()
        return process.terminationReason == .exit || process.terminationStatus == signal
    }

    /// Presses keys.
    func press(_ presses: some Sequence<Press>) { type(presses.flatMap(\.bytes)) }

    private func type(_ bytes: [UInt8]) {
        var sent = 0
        while sent < bytes.count, process.isRunning {
            let count = bytes[sent...].withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
            if count > 0 { sent += count } else { readMore(milliseconds: 20) }
        }
    }

    /// Reads until the screen shows what one waits for; whether it came.
    func waits(within seconds: Int = 20, until isThere: (TerminalScreen) -> Bool) -> Bool {
        let deadline = ContinuousClock.now + .seconds(seconds)
        while !isThere(screen) {
            guard ContinuousClock.now < deadline, process.isRunning else {
                readMore(milliseconds: 0)
                return isThere(screen)
            }
            readMore(milliseconds: 100)
        }
        return true
    }

    /// Reads until this text is on the screen; whether it came.
    func shows(_ text: String, within seconds: Int = 20) -> Bool {
        waits(within: seconds) { $0.rows.contains { $0.contains(text) } }
    }

    private func readMore(milliseconds: Int32) {
        var polled = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        guard poll(&polled, 1, milliseconds) > 0 else { return }
        var buffer = [UInt8](repeating: 0, count: 65536)
        let count = read(master, &buffer, buffer.count)
        if count > 0 { screen.take(buffer.prefix(count)) }
    }
}

/// Whether this machine lets a process have mounts of its own.
enum Namespace {
    static let options = geteuid() == 0 ? ["-m"] : ["-r", "-m"]

    static let isAvailable: Bool = {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/unshare")
        process.arguments = options + ["/bin/sh", "-c", "mount -t tmpfs -o size=1m tmpfs /tmp"]
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }()
}

extension Press {
    /// What a terminal of the xterm family sends for it.
    fileprivate var bytes: [UInt8] {
        switch self {
        case .digit(let digit): Array("\(digit)".utf8)
        case .character(let character): Array(String(character).utf8)
        case .up: Array("\u{1B}[A".utf8)
        case .down: Array("\u{1B}[B".utf8)
        case .right: Array("\u{1B}[C".utf8)
        case .left: Array("\u{1B}[D".utf8)
        case .enter: [0x0D]
        case .back: [0x1B]
        case .cancel: Array("\u{1B}[21~".utf8)
        case .help: Array("\u{1B}[11~".utf8)
        case .language: Array("\u{1B}[12~".utf8)
        case .contrast: Array("\u{1B}[13~".utf8)
        case .speak: Array("\u{1B}[14~".utf8)
        case .network: Array("\u{1B}[15~".utf8)
        case .lock: Array("\u{1B}[20~".utf8)
        case .next: [0x09]
        case .previous: Array("\u{1B}[Z".utf8)
        case .erase: [0x7F]
        case .delete: Array("\u{1B}[3~".utf8)
        case .home: Array("\u{1B}[H".utf8)
        case .end: Array("\u{1B}[F".utf8)
        case .pageUp: Array("\u{1B}[5~".utf8)
        case .pageDown: Array("\u{1B}[6~".utf8)
        }
    }
}
