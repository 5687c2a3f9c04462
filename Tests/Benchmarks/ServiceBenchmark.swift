import Catalogue
import ConfigurationFiles
import Forms
import Foundation
import Yams

/// Loading and checking service files: one of 15 kB, and 300.
enum ServiceBenchmark {
    static let configuration = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Config").path

    static func run() throws -> [Measurement] {
        let files = try DirectorySource(configuration).files()
        let loader = ConfigurationLoader(textKeys: FormText.keys)
        let rest = files.filter { !$0.path.hasPrefix("services/") }
        // The shipped service nearest to 15 kB stands for a typical one.
        let services = files.filter { $0.path.hasPrefix("services/") }
        guard let typical = services.min(by: { abs($0.bytes.count - 15_000) < abs($1.bytes.count - 15_000) }) else {
            throw MissingService(name: "services/")
        }
        let text = String(decoding: typical.bytes, as: UTF8.self)

        let empty = Measurement.median { keep(loader.load(rest)) }
        // Ten at once, so that what is measured stands out from what all configurations cost.
        let ten = copies(of: typical, count: 10)
        let one = (Measurement.median { keep(loader.load(rest + ten)) } - empty) / 10
        let composed = Measurement.median { keep(try? compose(yaml: text)) }
        let many = copies(of: typical, count: 300)
        guard loader.load(rest + many).configuration?.services.count == 300 else {
            throw MissingService(name: "copies")
        }
        let all = Measurement.median(runs: 3) { keep(loader.load(rest + many)) }
        let perFile15 = one * 15_000 / Double(typical.bytes.count)
        return [
            Measurement(
                name: "a service file of 15 kB loads and checks", limit: "≤ 10 ms", isWithin: perFile15 <= 0.010,
                figure: Measurement.milliseconds(perFile15),
                comparison: String(
                    format: "%.1f × reading its YAML alone (%@, %d bytes)", one / composed, typical.path,
                    typical.bytes.count)),
            Measurement(
                name: "300 of them", limit: "≤ 3000 ms", isWithin: all * 15_000 / Double(typical.bytes.count) <= 3,
                figure: Measurement.milliseconds(all * 15_000 / Double(typical.bytes.count)),
                comparison: String(format: "%.1f × 300 × one", all / (300 * one))),
        ]
    }

    private static func copies(of file: ConfigurationFile, count: Int) -> [ConfigurationFile] {
        let text = String(decoding: file.bytes, as: UTF8.self)
        let id = ServiceFileName.serviceID(of: file.path)
        return (0..<count).map { number in
            let copy = text.replacingOccurrences(of: "\nid: \(id)\n", with: "\nid: copy\(number)\n")
            return ConfigurationFile(path: "services/copy\(number).yaml", bytes: Array(copy.utf8))
        }
    }
}

/// The shipped configuration lacks what a benchmark works on.
struct MissingService: Error {
    let name: String
}
