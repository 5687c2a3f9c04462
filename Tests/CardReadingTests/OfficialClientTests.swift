import Foundation
import Testing

extension CardLaboratoryTests {
    /// The simulated card before the official client of the Federal Government, and our own programs beside it.
    ///
    /// Every state of the PIN and every way between them is played by `Tests/CardLab/official_client.py`.
    @Suite(.serialized) struct OfficialClientTests {
        static let scenarios = [
            "change", "changed", "wrong-once", "third-try", "blocked", "suspended", "blocked-card", "transport",
            "deactivated", "puk-used-up", "ours-after-theirs", "theirs-after-ours",
        ]

        @Test
        func `The official client finds a genuine card in every state of the PIN, and agrees with our own programs`()
            async throws
        {
            let laboratory = try Laboratory.shared()
            try await laboratory.clear()
            let port = try #require(laboratory.ports.first)
            let folder = FileManager.default.temporaryDirectory.appendingPathComponent("official-\(UUID().uuidString)")
            defer { try? FileManager.default.removeItem(at: folder) }
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let kioskctl = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
                .deletingLastPathComponent().appendingPathComponent("kioskctl").path
            let personas = Laboratory.folder.deletingLastPathComponent().deletingLastPathComponent()
                .appendingPathComponent("Config/training/personas").path
            let demo = folder.appendingPathComponent("demo").path
            let simulator = "\(kioskctl) card simulate --personas \(personas) --port \(port) --pki \(demo)"
            let output = folder.appendingPathComponent("output")
            try Data().write(to: output)
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/bin/bash")
            process.arguments = [
                "-c",
                "\(kioskctl) eid demo-pki \(demo) --personas \(personas) && exec python3 "
                    + "\(Laboratory.folder.path)/official_client.py \(Self.scenarios.joined(separator: " ")) "
                    + "--simulator '\(simulator)' --kioskctl \(kioskctl) --terminal \(demo)/terminals/online",
            ]
            let handle = try FileHandle(forWritingTo: output)
            process.standardOutput = handle
            process.standardError = handle
            // Waiting must not hold a thread that other tests need.
            try await withCheckedThrowingContinuation { (ended: CheckedContinuation<Void, any Error>) in
                process.terminationHandler = { _ in ended.resume() }
                do { try process.run() } catch { ended.resume(throwing: error) }
            }
            let told = try String(contentsOf: output, encoding: .utf8)
            #expect(process.terminationStatus == 0, "\(told)")
            for scenario in Self.scenarios { #expect(told.contains("\(scenario): passed"), "\(told)") }
        }
    }
}
