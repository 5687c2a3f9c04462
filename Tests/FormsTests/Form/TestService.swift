import Catalogue
import Expressions
import Forms
import Foundation

/// A small service written in a test, read like any other: with the texts, code lists and terminal of `Config`.
struct TestService {
    let configuration: Configuration
    let service: Service

    /// A service of these pages; `head` goes beside them, such as `fee:` or `checks:`.
    init(_ pages: String, head: String = "") throws {
        let content = Self.frame(head) + "\npages:\n" + Self.indented(pages)
        let outcome = ConfigurationLoader(textKeys: Self.textKeys).load(
            try Self.files() + [ConfigurationFile(path: "services/probe.yaml", bytes: Array(content.utf8))])
        guard let configuration = outcome.configuration, let service = configuration.services.first else {
            throw Unsound(
                faults: outcome.faults.filter { $0.location.file == "services/probe.yaml" }.map(\.description))
        }
        self.configuration = configuration
        self.service = service
    }

    struct Unsound: Error { let faults: [String] }

    func form(_ profile: Profile = .kiosk, today: String = "2026-03-01") throws -> Form {
        guard let date = CivilDate(iso: today) else { throw Unsound(faults: [today]) }
        return Form(
            service: service, profile: profile, municipality: configuration.terminal.municipality, today: date,
            now: Moment(date: date, time: .noon))
    }

    static let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Config")

    /// Those of the forms and of the programs, whose texts stand in the same files.
    static let textKeys = FormText.keys

    /// All files of `Config` but its services.
    static func files(withServices: Bool = false) throws -> [ConfigurationFile] {
        let walk = FileManager.default.enumerator(atPath: directory.path)
        let paths = (walk?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".csv") }
        return try paths.filter { withServices || !$0.hasPrefix("services/") }.map { path in
            ConfigurationFile(path: path, bytes: [UInt8](try Data(contentsOf: directory.appendingPathComponent(path))))
        }
    }

    /// `~Name~` is a text that is the same in all languages, for `label:` and `message:`.
    private static func indented(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { "  " + $0 }.joined(separator: "\n")
            .replacing(#/~([^~]*)~/#) { match in "{de: \(match.1), de-x-leicht: \(match.1), en: \(match.1)}" }
    }

    private static func frame(_ head: String) -> String {
        """
        id: probe
        version: 1
        valid_from: 2020-01-01
        title: {de: Probe, de-x-leicht: Probe, en: Probe}
        category: steuern
        next_steps: {de: Ende, de-x-leicht: Ende, en: End}
        identification: {kiosk: none, koffer: none}
        privacy: {controller: municipality, purpose: {de: a, de-x-leicht: a, en: a}, recipients: [], how_long: {de: a, de-x-leicht: a, en: a}}
        submit: {destination: bauhof, schema_uri: "https://example.invalid/probe/1"}
        retention_days: 1
        codelists: {staat: codelists/staaten.csv, strasse: codelists/strassen.csv}

        """ + indented(head).replacing(#/(?m)^  /#, with: "")
    }
}

extension TestService {
    /// A fresh form of a service of `Config`.
    static func begin(_ service: Service, _ configuration: Configuration, _ profile: Profile) throws -> Form {
        guard let date = CivilDate(iso: "2026-11-22") else { throw Unsound(faults: []) }
        return Form(
            service: service, profile: profile, municipality: configuration.terminal.municipality, today: date,
            now: Moment(date: date, time: .noon))
    }
}
