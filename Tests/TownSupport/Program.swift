import Foundation

/// The built programs, run as an administrator runs them.
package struct Program {
    package struct Result {
        package let status: Int32
        package let output: String
        package let errors: String
    }

    package static let rathaus = Program(name: "rathaus")
    package static let kioskctl = Program(name: "kioskctl")
    package static let configuration = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Config").path

    /// Beside the test bundle that runs.
    let name: String

    /// The program of that name.
    package init(name: String) { self.name = name }

    /// Runs it; in and out go through files, so that no pipe fills up.
    package func run(_ arguments: String..., input: String = "") throws -> Result {
        try runAll(arguments, input: input)
    }

    /// Runs it with arguments that are in a list already, and further variables of its environment.
    package func runAll(
        _ arguments: [String], input: String = "", variables: [String: String] = [:]
    ) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = ["in", "out", "err"].map { folder.appendingPathComponent($0) }
        try Data(input.utf8).write(to: files[0])
        for file in files[1...] { try Data().write(to: file) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
            .deletingLastPathComponent().appendingPathComponent(name)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(variables) { $1 }
        process.standardInput = try FileHandle(forReadingFrom: files[0])
        process.standardOutput = try FileHandle(forWritingTo: files[1])
        process.standardError = try FileHandle(forWritingTo: files[2])
        try process.run()
        process.waitUntilExit()
        return Result(
            status: process.terminationStatus, output: try String(contentsOf: files[1], encoding: .utf8),
            errors: try String(contentsOf: files[2], encoding: .utf8))
    }
}
