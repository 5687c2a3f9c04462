import Catalogue
import Foundation

/// The configuration that we ship: `Config`.
enum Shipped {
    static let files: [String: [UInt8]] = (try? Sample.read(root + "/Config")) ?? [:]

    static let root = (#filePath as NSString).deletingLastPathComponent + "/../.."

    /// Every key of the texts that is not free; whether the program asks for each is the tests' of the program.
    static let textKeys: Set<String> = Set(
        text("texts/de.yaml").split(separator: "\n").compactMap { line in
            line.firstMatch(of: /^([a-z][a-z0-9_.-]*):/).map { String($0.1) }
        }.filter { !$0.hasPrefix("category.") })

    static func text(_ path: String) -> String { String(decoding: files[path] ?? [], as: UTF8.self) }

    /// The paths that begin so, in order.
    static func paths(_ folder: String) -> [String] { files.keys.filter { $0.hasPrefix(folder) }.sorted() }

    /// The outcome with one file replaced, without what is not looked at, to be quick: of the services only this one
    /// and the smallest are read, and of the texts only those of service files, unless it is one of them.
    static func load(_ path: String, _ bytes: [UInt8]) -> (configuration: Configuration?, faults: [Fault]) {
        var sample = Sample(files: files)
        for service in paths("services/") where service != bystander(of: path) { sample.set([], at: service) }
        if !path.hasPrefix("texts/") { for (file, text) in serviceTexts { sample[file] = text } }
        sample.set(bytes, at: path)
        let outcome = sample.load(textKeys: path.hasPrefix("texts/") ? textKeys : [])
        let faults = outcome.faults.filter { $0.location.file == path || $0.message != "The file is empty." }
        return (outcome.configuration, faults)
    }

    private static let serviceTexts: [String: String] = Dictionary(
        uniqueKeysWithValues: paths("texts/").map { path in
            let lines = text(path).split(separator: "\n").filter {
                $0.hasPrefix("category.") || $0.hasPrefix("contact.")
            }
            return (path, lines.joined(separator: "\n"))
        })

    /// A service that must go on whatever is wrong with another one.
    static func bystander(of path: String) -> String {
        let others = paths("services/").filter { $0 != path }
        return others.min { (files[$0] ?? []).count < (files[$1] ?? []).count } ?? path
    }
}
