import Foundation

/// A program that is run to its end, without keeping a thread from the service that runs in this process.
enum Child {
    struct Result: Sendable {
        let status: Int32
        let output: String
        let errors: String

        /// The object on standard output.
        var json: [String: Any] {
            (try? JSONSerialization.jsonObject(with: Data(output.utf8))) as? [String: Any] ?? [:]
        }
    }

    static let fixtures = TestKeys.repository.appendingPathComponent("Tests/TownHallTests/Fixtures")

    /// Runs a script of the fixtures with the Python that tests have, JSON on its standard input.
    static func python(
        _ script: String, _ input: [String: any Sendable] = [:], environment: [String: String] = [:]
    ) async throws -> Result {
        let file = fixtures.appendingPathComponent(script).path
        return try await run(
            "/usr/bin/env", ["python3", file], input: JSONSerialization.data(withJSONObject: input),
            environment: environment)
    }

    static func run(
        _ program: String, _ arguments: [String], input: Data = Data(), environment: [String: String] = [:]
    ) async throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("child-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = ["in", "out", "err"].map { folder.appendingPathComponent($0) }
        try input.write(to: files[0])
        for file in files[1...] { try Data().write(to: file) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardInput = try FileHandle(forReadingFrom: files[0])
        process.standardOutput = try FileHandle(forWritingTo: files[1])
        process.standardError = try FileHandle(forWritingTo: files[2])
        let status = try await withCheckedThrowingContinuation { done in
            process.terminationHandler = { done.resume(returning: $0.terminationStatus) }
            do { try process.run() } catch { done.resume(throwing: error) }
        }
        return Result(
            status: status, output: try String(contentsOf: files[1], encoding: .utf8),
            errors: try String(contentsOf: files[2], encoding: .utf8))
    }
}
