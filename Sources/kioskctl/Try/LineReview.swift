import Catalogue
import Forms

/// What is said before and after the questions, and what is wrong with answers.
struct LineReview {
    private struct Told: Hashable {
        let position: Position
        let problem: Problem
    }

    private let console: LineConsole
    /// The warnings that were said: each once.
    private var told: Set<Told> = []

    init(console: LineConsole) { self.console = console }

    /// What stands before the first question: needs, and what becomes of the data.
    func introduce(_ form: Form) {
        let service = form.service
        let language = console.language
        console.say(service.title(language))
        console.say(.rehearsal)
        if service.mode(on: form.profile) == .preparation { console.say(.preparation) }
        if !service.needs.isEmpty {
            console.say(.needs)
            for need in service.needs { console.say("- " + need(language)) }
        }
        if let privacy = service.privacy {
            console.say(.privacy, ["purpose": privacy.purpose(language), "how_long": privacy.howLong(language)])
            console.say(.recipients)
            let recipients = privacy.recipients.map { $0(language) }
            for recipient in recipients.isEmpty ? [console(.none)] : recipients { console.say("- " + recipient) }
        }
        console.say(.help)
    }

    /// Lists all answers; the steps that one can change, by their numbers.
    func list(_ form: Form) -> [Step] {
        console.say("")
        console.say(.review)
        var steps: [Step] = []
        let sections = form.review(language: console.language, texts: console.texts)
        for page in form.visiblePages {
            for section in sections where section.page == page.place.index {
                console.say("== \(section.title) ==")
                for line in section.lines {
                    let isRepeat = form.service.elements[line.position.element].repetition != nil
                    if line.isChangeable { steps.append(isRepeat ? .items(line.position) : .question(line.position)) }
                    console.say((line.isChangeable ? "\(steps.count). " : "   ") + "\(line.label): \(line.text)")
                }
            }
            for case .items(let container) in form.steps(in: Position(page.place.index)) {
                guard let repetition = form.service.elements[container.element].repetition,
                    !steps.contains(.items(container))
                else { continue }
                steps.append(.items(container))
                let count = String(form.items(of: container).count)
                let label = repetition.label(console.language)
                console.say("\(steps.count). " + console(.entries, ["label": label, "count": count]))
            }
        }
        tellFee(form.fee())
        return steps
    }

    private func tellFee(_ fee: FeeTotal) {
        guard let cents = fee.cents else { return console.say(.feeLater) }
        if cents == 0 { return console.say(.free) }
        let format = Format(language: console.language.tag)
        for line in fee.lines {
            console.say("   \(line.label(console.language)): \(format.euro(cents: line.cents))")
        }
        console.say(.fee, ["sum": format.euro(cents: cents), "pay": console(.payment(fee.payment))])
    }

    func end(_ form: Form) {
        if let next = form.service.nextSteps { console.say(next(console.language)) }
        console.say(.finished)
    }

    /// Says what is wrong with an answer; whether it must be mended.
    mutating func tellProblems(at position: Position, of form: Form) -> Bool {
        let problems = form.problems(at: position)
        for problem in problems { tell(problem, at: position, label: nil) }
        return problems.contains { $0.level == .error }
    }

    /// Says all that is wrong, and the warnings that were not yet said.
    mutating func tellProblems(of form: Form) {
        for found in form.problems {
            tell(found.problem, at: found.position, label: form.label(of: found.position, console.language))
        }
    }

    private mutating func tell(_ problem: Problem, at position: Position, label: String?) {
        let isNew = told.insert(Told(position: position, problem: problem)).inserted
        let text = (label.map { $0 + " – " } ?? "") + console.sentence(of: problem)
        switch problem.level {
        case .warn where isNew: console.say(.warning, ["text": text])
        case .warn: break
        case .error: console.complain(console(.mend, ["text": text]))
        }
    }
}
