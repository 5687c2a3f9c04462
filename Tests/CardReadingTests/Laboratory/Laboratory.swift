import Foundation
import SmartCardPCSC
import Testing

/// The laboratory of `Tests/CardLab`: a pcscd of its own with virtual readers, and an independent identity card.
///
/// One for the whole test process, because pcsclite asks for the socket's path only once. The suites that use it are
/// serialized under ``CardLaboratoryTests``. It ends with its input, so with this process.
/// Sendable by hand: the suites that use it are serialized.
final class Laboratory: @unchecked Sendable {
    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    /// The two readers of the laboratory.
    static let readers = ["Virtual PCD 00 00", "Virtual PCD 00 01"]

    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("CardLab")

    /// Started once; where it cannot start, every test that needs it fails and says why.
    private static let started = Result { try Laboratory() }

    static func shared() throws -> Laboratory { try started.get() }

    private let process = Process()
    private let commands = Pipe()
    private let answers = Pipe()
    private var rest = Data()

    /// The virtual readers' ports.
    private(set) var ports: [Int] = []
    /// The folder of the test PKI.
    private(set) var pki = URL(fileURLWithPath: "/")
    private(set) var socket = ""

    private init() throws {
        let directory = Self.folder.deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent(".build/card-lab")
        process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
        process.arguments = [Self.folder.appendingPathComponent("lab.py").path, "serve", directory.path]
        process.standardInput = commands
        process.standardOutput = answers
        try process.run()
        let hello = try answer()
        guard let socket = hello["socket"] as? String, let ports = hello["ports"] as? [Int],
            let pki = hello["pki"] as? String
        else { throw Failure(description: "The laboratory says \(hello).") }
        self.socket = socket
        self.ports = ports
        self.pki = URL(fileURLWithPath: pki)
        setenv("PCSCLITE_CSOCK_NAME", socket, 1)
    }

    private func answer() throws -> [String: Any] {
        while true {
            if let end = rest.firstIndex(of: 10) {
                let line = rest[rest.startIndex..<end]
                rest = rest[rest.index(after: end)...]
                guard let object = try JSONSerialization.jsonObject(with: line) as? [String: Any] else {
                    throw Failure(description: "The laboratory does not answer in JSON.")
                }
                if let error = object["error"] as? String { throw Failure(description: error) }
                return object
            }
            let more = answers.fileHandleForReading.availableData
            guard !more.isEmpty else {
                throw Failure(
                    description: "The card laboratory does not start; what it says stands above. ./Kiosk/install test")
            }
            rest += more
        }
    }

    @discardableResult
    private func command(_ words: [String: Any]) throws -> [String: Any] {
        try commands.fileHandleForWriting.write(contentsOf: JSONSerialization.data(withJSONObject: words) + [10])
        return try answer()
    }

    /// Puts the independent card into a reader. Faults as in `proxy.py`, delay in milliseconds for each APDU.
    func insert(reader: Int = 0, faults: [String] = [], delay: Int = 0, expired: Bool = false) throws {
        try command(["do": "insert", "reader": reader, "faults": faults, "delay": delay, "expired": expired])
    }

    /// Takes it out.
    func remove() throws { try command(["do": "remove"]) }

    /// How many APDUs the independent card got since it was powered.
    func count() throws -> Int { try command(["do": "count"])["count"] as? Int ?? 0 }

    /// Two empty readers, and pcscd knows it: it polls, and learns of a removal up to 400 ms later.
    func clear() async throws {
        try startService()
        try remove()
        try await PCSCService().wait { $0.count == 2 && $0.allSatisfy { $0.content == .empty } }
    }

    func startService() throws { try command(["do": "start-pcscd"]) }
    func stopService() throws { try command(["do": "stop-pcscd"]) }
    /// As a crash would.
    func killService() throws { try command(["do": "kill-pcscd"]) }
}

/// All that needs the laboratory, one after the other.
@Suite(.serialized, .timeLimit(.minutes(5))) struct CardLaboratoryTests {}
