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
        discussion: "Personas: " + Persona.all.map { "\($0.id) (\($0.summary))" }.joined(separator: "; ") + ".")

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

    @Flag(help: "Print every step, the review list, the fee and the payload as JSON; answers from --answers or, line by line, from standard input.")
    var json = false

    func run() throws {
        let configuration = try loaded()
        let moment = try moment()
        let profile = try chosenProfile(configuration)
        guard let id = service else { return list(configuration, on: moment.date, profile) }
        let service = try find(id, in: configuration, on: moment.date, profile)
        var form = Form(
            service: service, profile: profile, municipality: configuration.terminal.municipality, today: moment.date,
            now: moment)
        try readCard(&form)
        let language = try chosenLanguage(configuration)
        if let answers { return try play(answers, form, configuration, language) }
        var walk = LineWalk(form: form, configuration: configuration, language: language, isSilent: json)
        let outcome = walk.run()
        if json { report(walk.form, configuration, language, steps: walk.history) }
        if outcome != .finished { throw ExitCode.failure }
    }

    private func loaded() throws -> Configuration {
        let outcome = try Loading.load(directory)
        guard let configuration = outcome.configuration else {
            for fault in outcome.faults { Output.error(fault.description) }
            throw ExitCode.failure
        }
        return configuration
    }

    private func moment() throws -> Moment {
        let parts = Calendar(identifier: .gregorian).dateComponents([.year, .month, .day, .hour, .minute], from: Date())
        let time = TimeOfDay(hour: parts.hour ?? 12, minute: parts.minute ?? 0) ?? .noon
        if let today {
            guard let date = CivilDate(iso: today) else { throw ValidationError("“\(today)” is no day; write 2026-01-31.") }
            return Moment(date: date, time: time)
        }
        guard let date = CivilDate(year: parts.year ?? 0, month: parts.month ?? 0, day: parts.day ?? 0) else {
            throw ValidationError("This machine's clock shows no day of the calendar. Give --today.")
        }
        return Moment(date: date, time: time)
    }

    private func chosenProfile(_ configuration: Configuration) throws -> Profile {
        guard let profile else { return configuration.terminal.profile }
        guard let chosen = Profile(rawValue: profile) else { throw ValidationError("“\(profile)” is no profile: kiosk or koffer.") }
        return chosen
    }

    private func chosenLanguage(_ configuration: Configuration) throws -> Language {
        let chosen = Language(language)
        guard configuration.terminal.offeredLanguages.contains(chosen) else {
            let offered = configuration.terminal.offeredLanguages.map(\.tag).joined(separator: ", ")
            throw ValidationError("“\(language)” is not offered here: \(offered).")
        }
        return chosen
    }

    private func list(_ configuration: Configuration, on day: CivilDate, _ profile: Profile) {
        let services = configuration.offered(on: day, profile: profile)
        let width = services.map(\.id.count).max() ?? 0
        for service in services {
            Output.line(service.id.padding(toLength: width + 2, withPad: " ", startingAt: 0) + service.title(Language(language)))
        }
        for id in configuration.leftOut { Output.error("Left out: \(id). kioskctl check \(directory) says why.") }
    }

    private func find(_ id: String, in configuration: Configuration, on day: CivilDate, _ profile: Profile) throws -> Service {
        guard let service = configuration.service(id, on: day) else {
            let reason =
                if configuration.leftOut.contains(id) { "has an error: kioskctl check \(directory) says which." } else if
                    configuration.services.contains(where: { $0.id == id }) { "is not valid on \(day)." } else {
                    "does not exist. There are: \(Set(configuration.services.map(\.id)).sorted().joined(separator: ", "))."
                }
            Output.error("The service “\(id)” \(reason)")
            throw ExitCode.failure
        }
        guard service.kind == .form else {
            Output.error("“\(id)” is built into the terminal; it has no form to try.")
            throw ExitCode.failure
        }
        guard service.profiles.contains(profile) else {
            Output.error("“\(id)” is not offered for “\(profile.rawValue)”. Try --profile.")
            throw ExitCode.failure
        }
        return service
    }

    private func readCard(_ form: inout Form) throws {
        if let persona {
            guard let found = Persona.named(persona) else {
                throw ValidationError("There is no persona “\(persona)”: \(Persona.all.map(\.id).joined(separator: ", ")).")
            }
            _ = form.handle(.card(found.applicant))
            let method = form.service.identification[form.profile] ?? .none
            _ = form.handle(.identified(IdentificationNote(method: method, date: form.today)))
        }
    }

    private func play(_ path: String, _ form: Form, _ configuration: Configuration, _ language: Language) throws {
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
        if json {
            report(feed.form, configuration, language, steps: feed.form.steps)
        } else {
            var walk = LineWalk(form: feed.form, configuration: configuration, language: language, isSilent: false)
            walk.printResult()
        }
        if !feed.faults.isEmpty || !feed.form.isComplete { throw ExitCode.failure }
    }

    private func report(_ form: Form, _ configuration: Configuration, _ language: Language, steps: [Step]) {
        var form = form
        let report = TryReport(form: form, configuration: configuration, language: language)
        Output.line(JSONWriter.text(report.json(steps: steps, fee: form.fee()), pretty: true))
    }
}
