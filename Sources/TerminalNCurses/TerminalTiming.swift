/// How long the terminal waits for what.
package struct TerminalTiming: Sendable {
    /// An ESC with nothing after it for so long was the key.
    package var escape: Duration = .milliseconds(25)
    /// Another sequence with nothing after it for so long is dropped.
    package var sequence: Duration = .milliseconds(100)
    /// A terminal that takes no byte for so long is gone.
    package var stall: Duration = .seconds(5)
    /// So long after SIGTERM, SIGHUP, SIGINT or SIGQUIT the process has to have closed the terminal; then it is ended.
    package var farewell: Duration = .seconds(3)

    /// The usual times.
    package init() {}
}
