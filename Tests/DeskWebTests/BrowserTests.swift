import Catalogue
import ClerkDesk
import DeskFaults
import DeskPageSupport
import Foundation
import Hummingbird
import Logging
import ServiceLifecycle
import Testing

@testable import DeskWeb

@Suite struct BrowserTests {
    /// With `PAGE_PICTURES` pictures of all pages lie in that folder afterwards.
    @Test
    func
        `Every page holds WCAG 2.2 AA in a real browser, narrow and wide, light and dark, by keyboard and without scripts`()
        async throws
    {
        let room = try await DeskRoom(services: DeskRoom.configuration().services)
        try await room.take(Samples.cases)
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        var logger = Logger(label: "page")
        logger.logLevel = .critical
        let server = try room.site.server(at: .loopback(port: 0), logger: logger) { port.yield($0) }
        let group = ServiceGroup(configuration: .init(services: [server], logger: logger))
        let pictures = ProcessInfo.processInfo.environment["PAGE_PICTURES"] ?? "-"
        let said = try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            var waiting = ports.makeAsyncIterator()
            let port = try #require(await waiting.next())
            let said = try await Self.walk("http://localhost:\(port)", pictures)
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
            return said
        }
        print(said.text)
        #expect(said.status == 0, "\(said.text.suffix(4000))")
        #expect(said.text.contains("30 pages judged, 0 faults"))
        #expect(said.text.contains("asked and decided without scripts"))
        #expect(try room.store.count(.decided) == 1)
    }

    private static func walk(_ address: String, _ pictures: String) async throws -> (status: Int32, text: String) {
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("walk.py").path
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", script, address, DeskRoom.passphrase, pictures]
        let output = Pipe()
        (process.standardOutput, process.standardError) = (output, output)
        try process.run()
        let bytes = try await Task.detached { try output.fileHandleForReading.readToEnd() ?? Data() }.value
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: bytes, as: UTF8.self))
    }
}
