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
                return [Fault("There is no persona “\(id)”. Allowed: \(known).", at: example.personaLocation ?? example.location)]
            }
            _ = form.handle(.card(persona.applicant))
        }
        var feed = AnswerFeed(form)
        feed.feed(example.answers)
        form = feed.form
        return feed.faults + feed.effects.compactMap(defect) + compare(&form, with: example)
    }

    private func defect(_ effect: FormEffect) -> Fault? {
        guard case .report(let defect) = effect else { return nil }
        return Fault("With these answers the expression fails: \(defect.fault)", at: defect.location)
    }

    private func compare(_ form: inout Form, with example: Example) -> [Fault] {
        let expect = example.expect
        var faults: [Fault] = []
        func tell(_ what: String, expected: String, found: String) {
            faults.append(
                Fault(
                    "The example “\(example.name)” expects \(what) \(expected); it comes out as \(found).",
                    at: expect.location))
        }
        let pages = form.visiblePages.map(\.place.id)
        if let wanted = expect.pages, wanted != pages { tell("the pages", expected: list(wanted), found: list(pages)) }
        if let wanted = expect.errors {
            let found = paths(form, .error)
            if Set(wanted) != Set(found.map(\.path)) { tell("the errors", expected: list(wanted), found: list(found.map(\.text))) }
        }
        if let wanted = expect.warnings {
            let found = paths(form, .warn)
            if Set(wanted) != Set(found.map(\.path)) { tell("the warnings", expected: list(wanted), found: list(found.map(\.text))) }
        }
        if let wanted = expect.fee {
            let found = form.fee().cents
            if found != wanted { tell("the fee", expected: "\(wanted)", found: found.map(String.init) ?? "unknown") }
        }
        if let payload = expect.payload {
            faults += PayloadComparison.faults(wanted: payload, found: form.payload, path: "payload", example: example.name)
        }
        return faults
    }

    private func list(_ names: [String]) -> String { "[" + names.joined(separator: ", ") + "]" }

    /// Where problems stand, with their German sentences.
    private func paths(_ form: Form, _ level: Check.Level) -> [(path: String, text: String)] {
        form.problems.filter { $0.problem.level == level }.map { found in
            let path = form.path(of: found.position)
            return (path, "\(path): \(found.problem.sentence(in: .german, texts: configuration.texts))")
        }
    }
}

/// Whether a payload has everything that an example wants of it.
enum PayloadComparison {
    static func faults(wanted: SourceNode, found: JSONValue?, path: String, example: String) -> [Fault] {
        guard let found else {
            return [Fault("The example “\(example)” expects “\(path)”; it is not there.", at: wanted.location)]
        }
        switch (wanted.content, found) {
        case (.map(let entries), .object):
            return entries.flatMap {
                faults(wanted: $0.value, found: found[$0.key], path: path + "." + $0.key, example: example)
            }
        case (.list(let items), .array(let values)) where items.count == values.count:
            return zip(items, values).enumerated().flatMap { index, pair in
                faults(wanted: pair.0, found: pair.1, path: "\(path)[\(index)]", example: example)
            }
        case (.scalar(let text, _), .string(let string)) where text == string: return []
        case (.scalar(let text, _), .int(let number)) where text == String(number): return []
        case (.scalar(let text, _), .bool(let flag)) where text == String(flag): return []
        default:
            return [
                Fault(
                    "The example “\(example)” expects another value of “\(path)”; it comes out as \(JSONWriter.text(found)).",
                    at: wanted.location)
            ]
        }
    }
}
