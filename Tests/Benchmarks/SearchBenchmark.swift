import Catalogue
import ConfigurationFiles
import Forms
import Foundation
import Visit

/// Type to find over 300 services.
enum SearchBenchmark {
    static func run() throws -> [Measurement] {
        let files = try DirectorySource(ServiceBenchmark.configuration).files()
        guard let shipped = ConfigurationLoader(textKeys: FormText.keys).load(files).configuration?.services,
            !shipped.isEmpty
        else { throw MissingService(name: "services/") }
        let services = (0..<300).map { shipped[$0 % shipped.count] }
        let made = Measurement.median { keep(ServiceSearch(services, language: .german)) }
        let search = ServiceSearch(services, language: .german)
        let typed = ["h", "hu", "hund", "umzug", "park", "firma", "xyz"]
        let slowest = typed.map { word in Measurement.median { keep(search.ids(matching: word)) } }.max() ?? 0
        return [
            Measurement(
                name: "type to find over 300 services", limit: "≤ 10 ms", isWithin: slowest <= 0.01,
                figure: Measurement.milliseconds(slowest),
                comparison: String(format: "%.3f × making the index (%.1f ms)", slowest / made, made * 1000))
        ]
    }
}
