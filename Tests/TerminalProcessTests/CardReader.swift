import Foundation
import Testing

/// A pcscd of its own with a virtual reader, and an independent card in it: the laboratory of `Tests/CardLab`.
///
/// It ends with its input, so with this process.
final class CardReader {
    private let process = Process()
    private let commands = Pipe()
    private let answers = Pipe()
    private var rest = Data()
    /// Where its pcscd listens.
    private(set) var socket = ""
    /// The test PKI.
    private(set) var pki = ""

    init() throws {
        let folder = RunningTerminal.repository.appendingPathComponent("Tests/CardLab")
        process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
        process.arguments = [
            folder.appendingPathComponent("lab.py").path, "serve",
            RunningTerminal.repository.appendingPathComponent(".build/card-lab").path,
        ]
        process.standardInput = commands
        process.standardOutput = answers
        try process.run()
        let hello = try answer()
        socket = try #require(hello["socket"] as? String, "\(hello)")
        pki = try #require(hello["pki"] as? String)
    }

    deinit { try? commands.fileHandleForWriting.close() }

    /// Puts the card in; where a command is told, that one of its commands, counted from 1, finds it gone.
    func insert(pulledAt command: Int? = nil) throws {
        try self.command(["do": "insert", "faults": command.map { ["remove@\($0)"] } ?? []])
    }

    /// Takes it out.
    func remove() throws { try command(["do": "remove"]) }

    /// Whether a card is in, and has not been pulled.
    var isIn: Bool { get throws { try command(["do": "count"])["is_in"] as? Bool ?? false } }

    @discardableResult
    private func command(_ words: [String: Any]) throws -> [String: Any] {
        try commands.fileHandleForWriting.write(contentsOf: JSONSerialization.data(withJSONObject: words) + [10])
        let answer = try answer()
        try #require(answer["error"] == nil, "\(answer)")
        return answer
    }

    private func answer() throws -> [String: Any] {
        while true {
            if let end = rest.firstIndex(of: 10) {
                let line = rest[rest.startIndex..<end]
                rest = rest[rest.index(after: end)...]
                return try #require(try JSONSerialization.jsonObject(with: line) as? [String: Any])
            }
            let more = answers.fileHandleForReading.availableData
            try #require(!more.isEmpty, "The card laboratory does not start: ./Kiosk/install test")
            rest += more
        }
    }
}
