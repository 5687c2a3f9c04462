import Foundation

/// A program that is run to its end.
struct Program {
    let status: Int32
    let output: String

    static let repository = Laboratory.folder.deletingLastPathComponent().deletingLastPathComponent()

    /// The built `kioskctl`, beside the test bundle that runs.
    static let kioskctl = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
        .deletingLastPathComponent().appendingPathComponent("kioskctl").path

    /// Runs it with these lines as input. Its output and what it says of errors come together.
    static func run(_ path: String, _ arguments: [String], lines: [String] = []) throws -> Program {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try Data().write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let output = try FileHandle(forWritingTo: file)
        let input = Pipe()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.currentDirectoryURL = repository
        process.environment = ProcessInfo.processInfo.environment.merging(
            ["PCSCLITE_CSOCK_NAME": try Laboratory.shared().socket]) { $1 }
        process.standardInput = input
        process.standardOutput = output
        process.standardError = output
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data(lines.map { $0 + "\n" }.joined().utf8))
        try input.fileHandleForWriting.close()
        process.waitUntilExit()
        return Program(
            status: process.terminationStatus, output: try String(contentsOf: file, encoding: .utf8))
    }
}
