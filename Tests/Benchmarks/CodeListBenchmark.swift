import Catalogue
import Forms
import ConfigurationFiles
import Foundation

/// A list of 100,000 codes: opened, and filtered as one types.
enum CodeListBenchmark {
    static func run() throws -> [Measurement] {
        let all = try DirectorySource(ServiceBenchmark.configuration).files()
        let files = all.filter { !$0.path.hasPrefix("services/") }
        let loader = ConfigurationLoader(textKeys: FormText.keys)
        let bytes = Array(Self.csv.utf8)
        let list = ConfigurationFile(path: "codelists/strassen.csv", bytes: bytes)
        let others = files.filter { $0.path != list.path }
        let services = loader.load(all.filter { $0.path != list.path } + [list]).configuration?.services ?? []
        guard let opened = services.flatMap(\.codeLists.values).first(where: { $0.file == list.path }) else {
            throw MissingService(name: list.path)
        }

        let without = Measurement.median(runs: 5) { keep(loader.load(others)) }
        let with = Measurement.median(runs: 5) { keep(loader.load(others + [list])) }
        let indexed = Measurement.median(runs: 5) { keep(CodeSearch(opened, language: .german)) }
        let split = Measurement.median(runs: 5) {
            keep(Self.csv.split(separator: "\n").map { $0.split(separator: ",") })
        }
        let search = CodeSearch(opened, language: .german)
        let typed = ["a", "al", "alt", "alte", "markt", "strasse 9", "ü", "zzz"]
        let slowest = typed.map { word in Measurement.median { keep(search.rows(matching: word)) } }.max() ?? 0
        return [
            Measurement(
                name: "a list of 100,000 codes opens", limit: "≤ 200 ms", isWithin: with - without + indexed <= 0.2,
                figure: Measurement.milliseconds(with - without + indexed),
                comparison: String(format: "%.2f × splitting its lines at commas", (with - without + indexed) / split)),
            Measurement(
                name: "and filters, the slowest of \(typed.count) words", limit: "≤ 50 ms", isWithin: slowest <= 0.05,
                figure: Measurement.milliseconds(slowest),
                comparison: String(format: "%.3f × opening it", slowest / (with - without + indexed))),
        ]
    }

    private static let csv: String = {
        let names = ["Alte Straße", "Markt", "Am Anger", "Görlitzer Straße", "Zum Südpark", "Lindenallee", "Řeka-Weg"]
        var text = "code,label,postal_code,zone\n"
        for number in 0..<100_000 { text += "s\(number),\(names[number % names.count]) \(number),09997,A\n" }
        return text
    }()
}
