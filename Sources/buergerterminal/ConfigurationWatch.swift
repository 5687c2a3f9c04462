import Catalogue
import ConfigurationFiles
import FormDocument
import Forms
import Foundation
import Screens

/// Reads the configuration, and again when its files have changed.
struct ConfigurationWatch {
    private let source: DirectorySource
    private let directory: String
    private var stamp: [String: Date] = [:]

    init(_ directory: String) {
        self.directory = directory
        source = DirectorySource(directory)
    }

    private let loader = ConfigurationLoader(
        textKeys: FormText.keys.union(ScreenText.keys).union(DocumentText.keys), tellsUnused: false)

    /// What the first screen needs; nothing where that has an error, which `load` then tells.
    func loadFrame() -> Configuration? { (try? source.files()).flatMap(loader.loadFrame) }

    /// The configuration; a sentence for staff where it cannot be used.
    mutating func load() async -> Result<Configuration, ConfigurationSourceError> {
        stamp = stamps
        do throws(ConfigurationSourceError) {
            let outcome = await loader.loadSideBySide(try source.files())
            if let configuration = outcome.configuration { return .success(configuration) }
            let first = outcome.faults.first { $0.severity == .error }?.description
            return .failure(ConfigurationSourceError(first ?? "The configuration cannot be used."))
        } catch {
            return .failure(error)
        }
    }

    /// Whether a file has come, gone, or changed since it was read.
    var hasChanged: Bool { stamps != stamp }

    private var stamps: [String: Date] {
        var stamps: [String: Date] = [:]
        let keys: [URLResourceKey] = [.contentModificationDateKey]
        let walk = FileManager.default.enumerator(at: URL(fileURLWithPath: directory), includingPropertiesForKeys: keys)
        while let file = walk?.nextObject() as? URL {
            stamps[file.path] = try? file.resourceValues(forKeys: Set(keys)).contentModificationDate
        }
        return stamps
    }
}
