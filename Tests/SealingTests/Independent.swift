import Foundation
import Testing

/// Libraries that know nothing of this project, in Python: what we seal they open, what they seal we open.
enum Independent {
    struct Refused: Error {}

    static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Fixtures")

    /// Asks questions, each an object with `ask`; each answer is a value, or none where the library refused.
    static func ask(_ questions: [[String: Any]]) throws -> [Any?] {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (inFile, outFile) = (folder.appendingPathComponent("in"), folder.appendingPathComponent("out"))
        var lines = Data()
        for question in questions { lines += try JSONSerialization.data(withJSONObject: question) + [10] }
        try lines.write(to: inFile)
        try Data().write(to: outFile)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", fixtures.appendingPathComponent("independent.py").path]
        process.standardInput = try FileHandle(forReadingFrom: inFile)
        process.standardOutput = try FileHandle(forWritingTo: outFile)
        try process.run()
        process.waitUntilExit()
        let answers = try Data(contentsOf: outFile).split(separator: 10)
        try #require(
            process.terminationStatus == 0 && answers.count == questions.count,
            "jwcrypto, jsonschema or python3 is missing: ./Kiosk/install test")
        return try answers.map { (try JSONSerialization.jsonObject(with: $0) as? [String: Any])?["answer"] }
    }

    /// Asks one question that must be answered.
    static func ask(_ question: [String: Any]) throws -> Any {
        guard let answer = try ask([question])[0] else { throw Refused() }
        return answer
    }

    static func object(_ text: String) throws -> Any { try JSONSerialization.jsonObject(with: Data(text.utf8)) }
}
