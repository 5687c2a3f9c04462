import Foundation
import Glibc

/// A built program that goes on beside the benchmarks.
final class Beside {
    private let process = Process()
    private let log: String

    /// Starts it; what it says goes into a file.
    init(_ name: String, _ arguments: [String], log: String) throws {
        self.log = log
        try Data().write(to: URL(fileURLWithPath: log))
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: log))
        process.executableURL = Self.program(name)
        process.arguments = arguments
        process.standardOutput = handle
        process.standardError = handle
        try process.run()
    }

    deinit { end() }

    /// Where a program lies, as built.
    static func program(_ name: String) -> URL {
        URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
            .appendingPathComponent(name)
    }

    /// Runs a program to its end.
    /// - Returns: What it said on standard output.
    /// - Throws: Where it did not end well, with what it said.
    static func run(_ name: String, _ arguments: [String], input: String = "") throws -> String {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("run-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = ["in", "out", "err"].map { folder.appendingPathComponent($0) }
        try Data(input.utf8).write(to: files[0])
        for file in files[1...] { try Data().write(to: file) }
        let process = Process()
        process.executableURL = program(name)
        process.arguments = arguments
        process.standardInput = try FileHandle(forReadingFrom: files[0])
        process.standardOutput = try FileHandle(forWritingTo: files[1])
        process.standardError = try FileHandle(forWritingTo: files[2])
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failed("\(name) \(arguments.first ?? ""): \(try String(contentsOf: files[2], encoding: .utf8))")
        }
        return try String(contentsOf: files[1], encoding: .utf8)
    }

    /// Waits until it has said something.
    func wait(for words: String) async throws {
        try await Self.wait("“\(words)”", upTo: .seconds(30)) {
            try String(contentsOfFile: log, encoding: .utf8).contains(words)
        }
    }

    /// Waits until something is so.
    static func wait(_ what: String, upTo time: Duration, _ isSo: () throws -> Bool) async throws {
        let end = ContinuousClock.now + time
        while try !isSo() {
            guard ContinuousClock.now < end else { throw Failed("\(what) did not come within \(time)") }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    /// Megabytes of memory: now, and at the peak.
    var memory: (now: Double, peak: Double) {
        let status = (try? String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)) ?? ""
        func field(_ name: String) -> Double {
            let line = status.split(separator: "\n").first { $0.hasPrefix(name) } ?? ""
            return (Double(line.filter(\.isNumber)) ?? 0) * 1024 / 1_000_000
        }
        return (field("VmRSS:"), field("VmHWM:"))
    }

    /// Seconds of processor time so far.
    var processorTime: Double {
        let text = (try? String(contentsOfFile: "/proc/\(process.processIdentifier)/stat", encoding: .ascii)) ?? ""
        // Behind the name in parentheses: utime and stime are fields 14 and 15 of the whole line (proc(5)).
        let fields = text.drop { $0 != ")" }.split(separator: " ")
        guard fields.count > 13, let user = Double(fields[12]), let system = Double(fields[13]) else { return 0 }
        return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    /// The share of a core that it takes while it has nothing to do.
    func idleShare(over time: Duration) async throws -> Double {
        let (began, before) = (ContinuousClock.now, processorTime)
        try await Task.sleep(for: time)
        return (processorTime - before) / (ContinuousClock.now - began).inSeconds
    }

    /// Asks it to end, and waits.
    func end() {
        if process.isRunning { process.terminate() }
        process.waitUntilExit()
    }
}

/// Why there is no figure: a sentence.
struct Failed: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

extension Duration {
    var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
