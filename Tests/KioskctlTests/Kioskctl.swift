import Foundation

/// The built program, run as an administrator runs it.
struct Kioskctl {
    struct Result {
        let status: Int32
        /// Whether a signal ended it.
        let crashed: Bool
        let output: String
        let errors: String

        /// The object on standard output; nothing where it is not exactly one.
        var json: [String: Any]? {
            (try? JSONSerialization.jsonObject(with: Data(output.utf8))) as? [String: Any]
        }

        func text(_ path: String...) -> String? { value(path) as? String }

        func value(_ path: [String]) -> Any? {
            path.reduce(json as Any?) { value, key in (value as? [String: Any])?[key] }
        }
    }

    static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static let configuration = repository.appendingPathComponent("Config").path

    /// Beside the test bundle that runs.
    static let program = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        .deletingLastPathComponent().appendingPathComponent("kioskctl")

    /// Runs it with these lines as input.
    static func run(_ arguments: [String], lines: [String] = []) throws -> Result {
        try run(program, arguments, input: lines.map { $0 + "\n" }.joined())
    }

    /// Runs a line of shell, with `$KIOSKCTL` and `$CONFIG` set.
    static func shell(_ command: String) throws -> Result {
        try run(URL(fileURLWithPath: "/bin/bash"), ["-c", command], input: "")
    }

    private static func run(_ program: URL, _ arguments: [String], input: String) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = ["in", "out", "err"].map { folder.appendingPathComponent($0) }
        try Data(input.utf8).write(to: files[0])
        for file in files[1...] { try Data().write(to: file) }
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(
            ["KIOSKCTL": Self.program.path, "CONFIG": configuration]) { $1 }
        process.standardInput = try FileHandle(forReadingFrom: files[0])
        process.standardOutput = try FileHandle(forWritingTo: files[1])
        process.standardError = try FileHandle(forWritingTo: files[2])
        try process.run()
        process.waitUntilExit()
        return Result(
            status: process.terminationStatus, crashed: process.terminationReason == .uncaughtSignal,
            output: try String(contentsOf: files[1], encoding: .utf8),
            errors: try String(contentsOf: files[2], encoding: .utf8))
    }
}
