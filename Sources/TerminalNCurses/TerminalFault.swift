import Glibc

/// Why the terminal cannot be used: what is wrong, where, and what to do.
package enum TerminalFault: Error, Hashable, CustomStringConvertible {
    /// The file descriptor is no terminal.
    case notATerminal(descriptor: Int32)
    /// The terminal cannot be opened a second time, for the reason `errno` gives.
    case cannotOpen(path: String, errno: Int32)
    /// `TERM` is not set.
    case noType
    /// No terminfo entry has this name.
    case unknownType(String)
    /// The terminal cannot place the cursor.
    case unsuitableType(String)
    /// This process has a terminal open already, and ncurses has but one.
    case alreadyOpen
    /// The system refused something else.
    case system(call: String, errno: Int32)

    package var description: String {
        switch self {
        case .notATerminal(let descriptor):
            "File descriptor \(descriptor) is not a terminal. Start the program in a terminal, or from a systemd unit "
                + "with StandardInput=tty and TTYPath=."
        case .cannotOpen(let path, let errno):
            "The terminal “\(path)” cannot be opened (\(Self.words(errno))). "
                + "Give this user read and write rights to it."
        case .noType:
            "The variable TERM is not set. Set it to the type of the terminal, such as linux or xterm-256color."
        case .unknownType(let name):
            "The terminal type “\(name)” in TERM is not known here. Set TERM to one that is, such as linux or "
                + "xterm-256color, or install the package ncurses-term."
        case .unsuitableType(let name):
            "A terminal of the type “\(name)” in TERM cannot place the cursor. "
                + "Use another, such as linux or xterm-256color."
        case .alreadyOpen:
            "A terminal is open in this process already. Close it first."
        case .system(let call, let errno):
            "The terminal cannot be set up: \(call) failed (\(Self.words(errno))). Restart the device; if it stays so, "
                + "look for messages of the kernel."
        }
    }

    private static func words(_ code: Int32) -> String {
        strerror(code).map { String(cString: $0) } ?? "error \(code)"
    }
}
