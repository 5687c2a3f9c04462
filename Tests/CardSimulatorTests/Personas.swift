import CardSimulator
import Foundation

/// The personas that the project ships.
enum Personas {
    static let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Config/training/personas").path

    static let names: [String] = ((try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? [])
        .filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()

    static func read(_ name: String) throws -> CardPersona {
        try CardPersonaReader.read(file: "\(directory)/\(name).yaml")
    }
}
