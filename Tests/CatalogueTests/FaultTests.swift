import Catalogue
import Foundation
import Testing

@Suite("Each slip of an administrator is told with its place and what to do")
struct FaultTests {
    static let files = [
        "keys", "values", "references", "expressions", "order", "terminal", "lists", "texts", "syntax",
    ]

    @Test("A slip is told by exactly these lines", arguments: files.flatMap(FaultCase.read))
    func slip(_ slip: FaultCase) throws {
        let outcome = try outcome(of: slip)
        #expect(outcome.faults.map(\.description) == slip.faults)
    }

    @Test(
        "A service with an error is left out and named, the other one stays", arguments: files.flatMap(FaultCase.read))
    func others(_ slip: FaultCase) throws {
        let outcome = try outcome(of: slip)
        let errors = outcome.faults.filter { $0.severity == .error }
        guard errors.allSatisfy({ $0.location.file == "services/fund.yaml" }) else { return }
        let configuration = try #require(outcome.configuration)
        #expect(configuration.services.map(\.id) == (errors.isEmpty ? ["fund", "andere"] : ["andere"]))
        #expect(configuration.leftOut == (errors.isEmpty ? [] : ["fund"]))
    }

    @Test(
        "An error outside services and code lists keeps the last sound configuration",
        arguments: files.flatMap(FaultCase.read))
    func whole(_ slip: FaultCase) throws {
        let outcome = try outcome(of: slip)
        let errors = outcome.faults.filter { $0.severity == .error && !$0.message.hasPrefix("There is no services/") }
        let isWhole = errors.allSatisfy {
            ["services", "codelists"].contains($0.location.file.split(separator: "/")[0])
        }
        #expect((outcome.configuration != nil) == isWhole)
    }

    @Test("The sample is sound")
    func sample() throws {
        #expect(try Sample().load(textKeys: Sample.textKeys).faults.map(\.description) == [])
    }

    /// `RECORD=1 swift test --filter CatalogueTests` writes what is told now into the files, to be read and committed.
    @Test(
        "Recording fails the run", .enabled(if: ProcessInfo.processInfo.environment["RECORD"] != nil), arguments: files)
    func record(_ file: String) throws {
        let cases = try FaultCase.read(file).map { slip in
            var slip = slip
            slip.faults = try outcome(of: slip).faults.map(\.description)
            return slip.text
        }
        try cases.joined(separator: "\n").write(toFile: FaultCase.path(file), atomically: true, encoding: .utf8)
        Issue.record("Recorded \(file).txt.")
    }

    private func outcome(of slip: FaultCase) throws -> ConfigurationLoader.Outcome {
        var sample = try Sample()
        for change in slip.changes {
            let text = sample[change.file]
            let range = try #require(text.range(of: change.old), "“\(change.old)” stands nowhere in \(change.file).")
            sample[change.file] = text.replacingCharacters(in: range, with: change.new)
        }
        return sample.load()
    }
}
