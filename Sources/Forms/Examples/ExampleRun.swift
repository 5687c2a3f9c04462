package import Catalogue
import Expressions

/// Plays the examples of a service and tells where they come out otherwise than expected.
package struct ExampleRun {
    private let configuration: Configuration

    package init(_ configuration: Configuration) { self.configuration = configuration }

    /// The faults of all examples of all services.
    package func faults() -> [Fault] { configuration.services.flatMap { faults(of: $0) } }

    /// The faults of one service's examples.
    package func faults(of service: Service) -> [Fault] { service.examples.flatMap { faults(of: $0, service) } }

    private func faults(of example: Example, _ service: Service) -> [Fault] {
        guard service.profiles.contains(example.profile) else {
            return [Fault("The service is not offered at “\(example.profile.rawValue)”.", at: example.location)]
        }
        var form = Form(
            service: service, profile: example.profile, municipality: configuration.terminal.municipality,
            today: example.today, now: Moment(date: example.today, time: .noon))
        if let id = example.persona {
            guard let persona = Persona.named(id) else {
                let known = Persona.all.map(\.id).joined(separator: ", ")
                let location = example.personaLocation ?? example.location
                return [Fault("There is no persona “\(id)”. Allowed: \(known).", at: location)]
            }
            _ = form.handle(.card(persona.applicant))
        }
        let required = service.identification[example.profile] ?? .none
        let note = IdentificationNote(required: required, cardWasRead: example.persona != nil, date: example.today)
        _ = form.handle(.identified(note))
        var feed = AnswerFeed(form)
        feed.feed(example.answers)
        form = feed.form
        return feed.faults + feed.effects.compactMap(defect) + compare(form, with: example)
    }

    private func defect(_ effect: FormEffect) -> Fault? {
        guard case .report(let defect) = effect else { return nil }
        return Fault("With these answers the expression fails: \(defect.fault)", at: defect.location)
    }

    private func compare(_ form: Form, with example: Example) -> [Fault] {
        let expect = example.expect
        var faults: [Fault] = []
        func tell(_ what: String, expected: String, found: String) {
            let sentence = "The example “\(example.name)” expects \(what) \(expected); it comes out as \(found)."
            faults.append(Fault(sentence, at: expect.location))
        }
        let pages = form.visiblePages.map(\.place.id)
        if let wanted = expect.pages, wanted != pages { tell("the pages", expected: list(wanted), found: list(pages)) }
        for (what, wanted, level) in [
            ("errors", expect.errors, Check.Level.error), ("warnings", expect.warnings, .warn),
        ] {
            guard let wanted else { continue }
            let found = problems(of: form, level)
            if Set(wanted) != Set(found.map(\.path)) {
                tell("the \(what)", expected: list(wanted), found: list(found.map(\.text)))
            }
        }
        let stop = form.stop.map { form.path(of: $0.position) }
        if stop != expect.stop {
            tell("the stop", expected: expect.stop ?? "nowhere", found: stop.map { "a stop at \($0)" } ?? "no stop")
        }
        if let wanted = expect.fee, form.fee().cents != wanted {
            tell("the fee", expected: "\(wanted)", found: form.fee().cents.map(String.init) ?? "unknown")
        }
        if let payload = expect.payload {
            let comparison = PayloadComparison(example: example.name)
            faults += comparison.faults(wanted: payload, found: form.payload, path: "payload")
        }
        return faults
    }

    private func list(_ names: [String]) -> String { "[" + names.joined(separator: ", ") + "]" }

    /// Where problems stand, with their German sentences.
    private func problems(of form: Form, _ level: Check.Level) -> [(path: String, text: String)] {
        form.problems.filter { $0.problem.level == level }.map { found in
            let path = form.path(of: found.position)
            return (path, "\(path): \(found.problem.sentence(in: .german, texts: configuration.texts))")
        }
    }
}
