import Catalogue
import Expressions
import FormDocument
import Forms
import Foundation
import TestSupport
import Testing
import Visit

/// Documents of forms that a robot has filled in, and what Debian's PDF programs say of them.
enum Documents {
    static func confirmed(_ service: String, in language: Language) throws -> FormDocument {
        let visit = try #require(TestTerminal.visit())
        let wanted = try #require(visit.offered.first { $0.id == service })
        var robot = Robot(visit) { _ in }
        let isThere = robot.begin(wanted, language: language) && robot.answerAll { $0.stage == .declaration }
        try #require(isThere)
        let form = try #require(robot.visit.form)
        let terminal = robot.visit.configuration.terminal
        return FormDocument(
            form, in: language, reference: "A2B3 2222 2347", moment: visit.now, municipality: terminal.municipality,
            device: terminal.device, texts: robot.visit.configuration.texts)
    }

    /// Runs a program over a file and gives what it printed.
    static func run(_ program: String, _ arguments: [String], on pdf: [UInt8]) throws -> String {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString + ".pdf")
        try Data(pdf).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [program] + arguments.map { $0 == "FILE" ? file.path : $0 }
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "\(program) failed; Kiosk/install test installs it.")
        return String(decoding: bytes, as: UTF8.self)
    }
}
