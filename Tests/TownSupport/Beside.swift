import Foundation
import Glibc

/// A built program that goes on beside the test.
package final class Beside {
    private let process = Process()

    /// Starts it, with further variables of its environment; what it says goes into a file.
    package init(_ name: String, _ arguments: [String], log: String, variables: [String: String] = [:]) throws {
        if !FileManager.default.fileExists(atPath: log) { try Data().write(to: URL(fileURLWithPath: log)) }
        let handle = try FileHandle(forUpdating: URL(fileURLWithPath: log))
        try handle.seekToEnd()
        process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
            .deletingLastPathComponent().appendingPathComponent(name)
        process.arguments = arguments
        process.standardOutput = handle
        process.standardError = handle
        process.environment = ProcessInfo.processInfo.environment.merging(["SWIFT_BACKTRACE": "enable=no"]) { $1 }
            .merging(variables) { $1 }
        try process.run()
    }

    /// Ends it at once, as a power cut would.
    package func kill() {
        if process.isRunning { Glibc.kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
    }

    deinit { kill() }
}
