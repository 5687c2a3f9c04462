import Catalogue
import ConfigurationFiles
import Expressions
import Forms

/// A form of 300 questions, each answer followed by a fresh page, the errors and the fee.
enum FormBenchmark {
    static func run() throws -> [Measurement] {
        let files = try DirectorySource(ServiceBenchmark.configuration).files().filter {
            !$0.path.hasPrefix("services/")
        }
        let outcome = ConfigurationLoader(textKeys: FormText.keys).load(
            files + [ConfigurationFile(path: "services/long.yaml", bytes: Array(yaml.utf8))])
        guard let configuration = outcome.configuration, let service = configuration.services.first,
            let today = CivilDate(year: 2026, month: 3, day: 1)
        else { throw MissingService(name: outcome.faults.map(\.description).joined(separator: "\n")) }
        let fresh = Form(
            service: service, profile: .kiosk, municipality: configuration.terminal.municipality, today: today,
            now: Moment(date: today, time: .noon))
        let questions = fresh.steps.map(\.position)
        var answers = 0
        let seconds = Measurement.median(runs: 3) {
            var form = fresh
            answers = 0
            for round in 1...3 {
                for position in questions {
                    keep(form.handle(.answer(position, .text(String(round)))))
                    keep(form.steps(in: Position(service.chain(from: position.element).last ?? 0)))
                    keep(form.problems)
                    keep(form.fee())
                    answers += 1
                }
            }
        }
        let begun = Measurement.median(runs: 3) {
            keep(
                Form(
                    service: service, profile: .kiosk, municipality: configuration.terminal.municipality, today: today,
                    now: Moment(date: today, time: .noon)))
        }
        let perAnswer = seconds / Double(answers)
        return [
            Measurement(
                name: "300 questions: answers with page, errors and fee", limit: "≥ 1000 /s",
                isWithin: perAnswer <= 0.001,
                figure: "\(Int(1 / perAnswer)) /s",
                comparison: "1/\(Int(begun / perAnswer)) of computing the whole form")
        ]
    }

    /// Ten pages of thirty numbers; each is shown where the one before is above zero, and checked against it.
    private static let yaml: String = {
        var yaml = """
            id: long
            version: 1
            valid_from: 2026-01-01
            title: {de: Lang, de-x-leicht: Lang, en: Long}
            category: steuern
            next_steps: {de: Ende, de-x-leicht: Ende, en: End}
            identification: {kiosk: none, koffer: none}
            privacy: {controller: municipality, purpose: {de: a, de-x-leicht: a, en: a}, recipients: [], how_long: {de: a, de-x-leicht: a, en: a}}
            submit: {destination: bauhof, schema_uri: "https://example.invalid/long/1"}
            retention_days: 1
            fee:
              pay: by_notice
              items:

            """
        for page in 0..<10 {
            yaml +=
                "    - {label: {de: p\(page), de-x-leicht: p\(page), en: p\(page)}, cents: p\(page).q0 * 100 + p\(page).q1, show_if: p\(page).q0 > 1}\n"
        }
        yaml += "pages:\n"
        for page in 0..<10 {
            yaml += "  - id: p\(page)\n    title: {de: p\(page), de-x-leicht: p\(page), en: p\(page)}\n    questions:\n"
            for question in 0..<30 {
                let before = "p\(page).q\(question - 1)"
                yaml += "      - {id: q\(question), type: int, min: 0, max: 99, required: false"
                if question > 0 {
                    yaml += ", show_if: \"!has(\(before)) || \(before) >= 0\""
                    yaml +=
                        ", check: [{rule: \"!has(\(before)) || this >= \(before)\", message: {de: mehr, de-x-leicht: mehr, en: more}}]"
                }
                yaml += ", label: {de: q\(question), de-x-leicht: q\(question), en: q\(question)}}\n"
            }
        }
        return yaml
    }()
}
