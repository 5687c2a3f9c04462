import ArgumentParser
import Catalogue
import Expressions
import Forms
import Foundation

/// `kioskctl try`: walks through a service line by line.
struct TryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "try",
        abstract: "Walk through a service line by line, or with a file of answers. Nothing is stored or sent.",
        discussion: """
            While walking: ? help, < back, ! cancel, - wrong or remove, an empty line keeps or skips.
            With --json nothing but one JSON object is written to standard output; answers come from --answers or, one a \
            line as in a walk, from standard input, and what is wrong with one goes to standard error.
            Exits 0 where the form is complete; 1 where it is not, was stopped, or was cancelled.

            Personas: \(Persona.all.map { "\($0.id) (\($0.summary))" }.joined(separator: "; ")).
            """)

    @Argument(help: "The service's id; without one the services are listed.")
    var service: String?

    @Option(name: .customLong("config"), help: "The configuration directory.")
    var directory = "Config"

    @Option(help: "de, de-x-leicht, en, …")
    var language = "de"

    @Option(help: "kiosk or koffer; default: that of terminal.yaml.")
    var profile: String?

    @Option(help: "Whose card is read.")
    var persona: String?

    @Option(help: "The day on which it is played, 2026-01-31; default: today.")
    var today: String?

    @Option(help: "A file of answers, YAML or JSON, nested like the payload.")
    var answers: String?

    @Flag(help: "Print every step, the review list, the fee and the payload as JSON.")
    var json = false

    func run() throws {
        let outcome = try Loading.read(directory)
        guard let configuration = outcome.configuration else {
            for fault in outcome.faults { Output.error(fault.description) }
            throw ExitCode.failure
        }
        let choice = TryChoice(configuration: configuration, faults: outcome.faults, moment: try moment())
        let profile = try choice.profile(profile)
        let language = try choice.language(language)
        guard let service else { return list(choice, profile, language) }
        var form = Form(
            service: try choice.service(service, profile: profile), profile: profile,
            municipality: configuration.terminal.municipality, today: choice.moment.date, now: choice.moment)
        try readCard(of: choice.persona(persona), &form)
        let isComplete =
            if let answers { try play(answers, &form, configuration, language) } else {
                walk(&form, configuration, language)
            }
        if json {
            let report = TryReport(form: form, configuration: configuration, language: language)
            Output.line(JSONWriter.text(report.json, pretty: true))
        }
        if !isComplete { throw ExitCode.failure }
    }

    private func moment() throws -> Moment {
        let parts = Calendar(identifier: .gregorian).dateComponents(
            [.year, .month, .day, .hour, .minute], from: Date())
        let date =
            today.map { CivilDate(iso: $0) }
            ?? CivilDate(year: parts.year ?? 0, month: parts.month ?? 0, day: parts.day ?? 0)
        guard let date else { throw ValidationError("“\(today ?? "")” is no day; write --today 2026-01-31.") }
        return Moment(date: date, time: TimeOfDay(hour: parts.hour ?? 12, minute: parts.minute ?? 0) ?? .noon)
    }

    private func list(_ choice: TryChoice, _ profile: Profile, _ language: Language) {
        let services = choice.configuration.offered(on: choice.moment.date, profile: profile)
        let width = services.map(\.id.count).max() ?? 0
        for service in services {
            let id = service.id.padding(toLength: width + 2, withPad: " ", startingAt: 0)
            Output.line(id + service.title(language))
        }
        for id in choice.configuration.leftOut {
            Output.error("Left out: \(id). kioskctl check \(directory) says why.")
        }
    }

    private func readCard(of persona: Persona?, _ form: inout Form) throws {
        if let persona { _ = form.handle(.card(persona.applicant)) }
        let required = form.service.identification[form.profile] ?? .none
        _ = form.handle(
            .identified(IdentificationNote(required: required, cardWasRead: persona != nil, date: form.today)))
    }

    private func walk(_ form: inout Form, _ configuration: Configuration, _ language: Language) -> Bool {
        var walk = LineWalk(form: form, configuration: configuration, language: language, isSilent: json)
        defer { form = walk.form }
        return walk.run() == .finished
    }

    private func play(
        _ path: String, _ form: inout Form, _ configuration: Configuration, _ language: Language
    ) throws -> Bool {
        guard let data = FileManager.default.contents(atPath: path) else {
            Output.error("The file of answers “\(path)” cannot be read.")
            throw ExitCode.failure
        }
        var feed = AnswerFeed(form)
        switch AnswerSource.read([UInt8](data), file: path) {
        case .success(let answers): feed.feed(answers)
        case .failure(let failure):
            for fault in failure.faults { Output.error(fault.description) }
            throw ExitCode.failure
        }
        for fault in feed.faults { Output.error(fault.description) }
        form = feed.form
        if !json {
            var walk = LineWalk(form: form, configuration: configuration, language: language, isSilent: false)
            walk.printResult()
        }
        return feed.faults.isEmpty && form.isComplete
    }
}
