import Catalogue
import Expressions
import Forms

/// A walk through a form in plain lines: one question after the other, for a screen reader as well as for eyes.
struct LineWalk {
    enum Outcome { case finished, stopped, cancelled, ended }

    private(set) var form: Form
    /// The steps taken, in order.
    private(set) var history: [Step] = []
    private let texts: Texts
    private let language: Language
    private let isSilent: Bool
    private var page: Int?

    init(form: Form, configuration: Configuration, language: Language, isSilent: Bool) {
        self.form = form
        self.language = language
        self.isSilent = isSilent
        texts = configuration.texts
    }

    /// Walks until the form is finished, stopped or cancelled, or the input ends.
    mutating func run() -> Outcome {
        introduce()
        while true {
            if let stop = form.stop { return end(at: stop.stop) }
            guard let step = form.steps.first(where: { !history.contains($0) }) else {
                switch reviewUntilComplete() {
                case .some(let outcome): return outcome
                case .none: continue
                }
            }
            switch take(step) {
            case .done: history.append(step)
            case .back: goBack()
            case .cancelled:
                say(.cancelled)
                return .cancelled
            case .ended:
                say(.incomplete)
                printProblems()
                return .ended
            }
        }
    }

    private enum Turn { case done, back, cancelled, ended }

    // MARK: Steps

    private mutating func take(_ step: Step) -> Turn {
        announcePage(of: step.position)
        switch step {
        case .items(let container): return askForItem(of: container)
        case .question(let position): return ask(position)
        }
    }

    private mutating func ask(_ position: Position) -> Turn {
        guard let view = form.view(at: position) else { return .done }
        let line = LineQuestion(view: view, form: form, texts: texts, language: language)
        for text in line.announcement { say(text) }
        guard view.question.isAsked else { return .done }
        if view.isLocked { return askLocked(position, line) }
        while true {
            switch line.read(prompt: prompt) {
            case .entry(let entry): _ = form.handle(.answer(position, entry))
            case .skip: if form.view(at: position)?.answer == nil { _ = form.handle(.clear(position)) }
            case .help:
                say(view.question.help?(language) ?? texts(TryText.noHelp.key, language))
                say(.help)
                continue
            case .back: return .back
            case .cancel: return .cancelled
            case .end: return .ended
            case .again(let text):
                say(text)
                continue
            }
            let problems = form.problems(at: position)
            for problem in problems {
                say((problem.level == .warn ? TryText.warning : .mend), ["text": problem.sentence(in: language, texts: texts)])
            }
            if !problems.contains(where: { $0.level == .error }) { return .done }
        }
    }

    /// An answer from the card: Enter takes it, a minus says that it is wrong.
    private mutating func askLocked(_ position: Position, _ line: LineQuestion) -> Turn {
        switch prompt("") {
        case nil: return .ended
        case "<": return .back
        case "!": return .cancelled
        case "-":
            _ = form.handle(.dispute(position))
            return ask(position)
        default: return .done
        }
    }

    private mutating func askForItem(of container: Position) -> Turn {
        guard let repetition = form.service.elements[container.element].repetition else { return .done }
        let items = form.items(of: container)
        if items.count >= repetition.maximum { return .done }
        let question =
            items.isEmpty
            ? repetition.ask?(language) ?? texts(TryText.firstItem.key, language, ["label": repetition.label(language)])
            : texts(TryText.anotherItem.key, language, ["label": repetition.label(language)])
        say(question)
        while true {
            switch prompt(texts(TryText.yesNo.key, language)) {
            case nil: return .ended
            case "<": return .back
            case "!": return .cancelled
            case .some(let raw):
                switch BoolInput.parse(raw) {
                case .success(true):
                    _ = form.handle(.addItem(container))
                    let number = form.items(of: container).count
                    say(.item, ["label": repetition.label(language), "number": String(number)])
                    return takeItem(of: container)
                case .success(false):
                    if items.isEmpty { _ = form.handle(.declineItems(container)) }
                    return .done
                case .failure(let fault): say(Problem(.input(fault)).sentence(in: language, texts: texts))
                }
            }
        }
    }

    /// The new item's questions come next; then the question for another one is asked again.
    private mutating func takeItem(of container: Position) -> Turn {
        while let step = form.steps(in: container).first(where: { !history.contains($0) && $0 != .items(container) }) {
            switch take(step) {
            case .done: history.append(step)
            case .back: goBack()
            case .cancelled: return .cancelled
            case .ended: return .ended
            }
        }
        return askForItem(of: container)
    }

    private mutating func goBack() {
        // Notes and computations are not asked; back goes to the question before them.
        while let last = history.popLast() {
            guard case .question(let position) = last, form.view(at: position)?.question.isAsked == true else { continue }
            return
        }
    }

    private mutating func announcePage(of position: Position) {
        guard let index = form.service.chain(from: position.element).last, index != page, let found = form.service.page(at: index)
        else { return }
        page = index
        say("")
        say("== \(found.title(language)) ==")
    }

    // MARK: Beginning and end

    private func introduce() {
        let service = form.service
        say(service.title(language))
        say(.rehearsal)
        if service.mode(on: form.profile) == .preparation { say(.preparation) }
        if !service.needs.isEmpty {
            say(.needs)
            for need in service.needs { say("- " + need(language)) }
        }
        if let privacy = service.privacy {
            say(.privacy, ["purpose": privacy.purpose(language), "how_long": privacy.howLong(language)])
            let recipients = privacy.recipients.map { $0(language) }.joined(separator: ", ")
            say(.recipients, ["recipients": recipients.isEmpty ? texts(TryText.none.key, language) : recipients])
        }
        say(.help)
    }

    private func end(at stop: Stop) -> Outcome {
        say(.stopped, ["text": stop.message(language)])
        if let service = stop.service { say(.rightService, ["service": service]) }
        return .stopped
    }

    /// Shows the review list; an outcome where the walk is over, nothing where it goes on.
    private mutating func reviewUntilComplete() -> Outcome? {
        let lines = printReview()
        let errors = form.problems.filter { $0.problem.level == .error }
        if errors.isEmpty, isSilent { return .finished }
        printProblems()
        if let position = errors.first?.position, form.view(at: position) != nil {
            history.removeAll { $0.position == position }
            return nil
        }
        say(.change)
        switch prompt("") {
        case nil: return errors.isEmpty ? .finished : .ended
        case "!":
            say(.cancelled)
            return .cancelled
        case .some(let raw):
            if let number = Int(raw), lines.indices.contains(number - 1) {
                history.removeAll { $0.position == lines[number - 1] }
                return nil
            }
            guard raw.isEmpty, errors.isEmpty else { return nil }
            printEnd()
            return .finished
        }
    }

    /// Everything after the questions, for answers from a file.
    mutating func printResult() {
        _ = printReview()
        printProblems()
        if let stop = form.stop { _ = end(at: stop.stop) } else if form.isComplete { printEnd() }
    }

    private mutating func printReview() -> [Position] {
        say("")
        say(.review)
        var positions: [Position] = []
        for section in form.review(language: language, texts: texts) {
            say("== \(section.title) ==")
            for line in section.lines {
                if line.isChangeable { positions.append(line.position) }
                say((line.isChangeable ? "\(positions.count). " : "   ") + "\(line.label): \(line.text)")
            }
        }
        printFee()
        return positions
    }

    private mutating func printFee() {
        let fee = form.fee()
        guard let cents = fee.cents else { return say(.feeLater) }
        if cents == 0 { return say(.free) }
        let format = Format(language: language.tag)
        for line in fee.lines { say("   \(line.label(language)): \(format.euro(cents: line.cents))") }
        say(.fee, ["sum": format.euro(cents: cents), "pay": texts(FormText.payment(fee.payment).key, language)])
    }

    private func printProblems() {
        for found in form.problems {
            let key: TryText = found.problem.level == .warn ? .warning : .mend
            let label = form.service.question(at: found.position.element)?.label?(language)
                ?? form.service.page(at: found.position.element)?.title(language) ?? ""
            say(key, ["text": "\(label) – \(found.problem.sentence(in: language, texts: texts))"])
        }
    }

    private func printEnd() {
        if let next = form.service.nextSteps { say(next(language)) }
        say(.finished)
    }

    // MARK: Lines

    private func say(_ text: String) { if !isSilent { Output.line(text) } }

    private func say(_ text: TryText, _ arguments: [String: String] = [:]) { say(texts(text.key, language, arguments)) }

    /// A line of input without spaces around it; nothing at the end of input.
    private func prompt(_ text: String) -> String? {
        if !isSilent { Output.text((text.isEmpty ? "" : text + " ") + "> ") }
        guard let line = readLine() else { return nil }
        return line.trimmingSpaces
    }
}

extension String {
    /// Without white space at both ends.
    var trimmingSpaces: String {
        let start = drop { $0.isWhitespace }
        return String(start.reversed().drop { $0.isWhitespace }.reversed())
    }
}
