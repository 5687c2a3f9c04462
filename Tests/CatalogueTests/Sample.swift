import Foundation

import Catalogue

/// A small sound configuration that tests break on purpose: `Fixtures/Sample`.
struct Sample {
    /// What the program of the tests asks for.
    static let textKeys: Set<String> = ["greeting"]

    private(set) var files: [String: [UInt8]]

    init() throws { files = try Self.read(Self.fixtures + "/Sample") }

    init(files: [String: [UInt8]]) { self.files = files }

    static let fixtures = (#filePath as NSString).deletingLastPathComponent + "/Fixtures"

    /// The files below a directory, by path.
    static func read(_ directory: String) throws -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: directory) {
            let whole = directory + "/" + path
            var isDirectory: ObjCBool = false
            guard FileManager.default.fileExists(atPath: whole, isDirectory: &isDirectory), !isDirectory.boolValue
            else {
                continue
            }
            files[path] = Array(try Data(contentsOf: URL(fileURLWithPath: whole)))
        }
        return files
    }

    subscript(path: String) -> String {
        get { String(decoding: files[path] ?? [], as: UTF8.self) }
        set { files[path] = Array(newValue.utf8) }
    }

    mutating func set(_ bytes: [UInt8], at path: String) { files[path] = bytes }

    mutating func remove(_ path: String) { files[path] = nil }

    func load(textKeys: Set<String> = textKeys) -> ConfigurationLoader.Outcome {
        ConfigurationLoader(textKeys: textKeys).load(
            files.map { ConfigurationFile(path: $0.key, bytes: $0.value) })
    }
}
