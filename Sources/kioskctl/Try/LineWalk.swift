import Catalogue
import Expressions
import Forms

/// A walk through a form in plain lines: one question after the other, for a screen reader as well as for eyes.
struct LineWalk {
    enum Outcome { case finished, stopped, cancelled, ended }

    private enum Turn { case done, again, back, cancelled, ended }

    private(set) var form: Form
    private let configuration: Configuration
    private let console: LineConsole
    private var done: Set<Step> = []
    /// A repeat whose items one wants to change.
    private var wanted: Step?
    private var announcer: PlaceAnnouncer
    private var review: LineReview

    init(form: Form, configuration: Configuration, language: Language, isSilent: Bool) {
        self.form = form
        self.configuration = configuration
        console = LineConsole(texts: configuration.texts, language: language, isSilent: isSilent)
        announcer = PlaceAnnouncer(console: console)
        review = LineReview(console: console)
    }

    /// Walks until the form is finished, stopped or cancelled, or the input ends.
    mutating func run() -> Outcome {
        review.introduce(form)
        while true {
            if let stop = form.stop {
                if isReconsidered(stop) { continue }
                return .stopped
            }
            guard let step = form.steps.first(where: { !done.contains($0) }) else {
                if let outcome = finish() { return outcome }
                continue
            }
            announcer.announce(step, in: form)
            switch take(step) {
            case .done: done.insert(step)
            case .again: continue
            case .back: goBack(from: step)
            case .cancelled: return cancel()
            case .ended: return giveUp()
            }
        }
    }

    /// Everything after the questions, for answers from a file.
    mutating func printResult() {
        if let stop = form.stop { return printStop(stop.stop) }
        _ = review.list(form)
        review.tellProblems(of: form)
        if form.isComplete { review.end(form) }
    }

    // MARK: Steps

    private mutating func take(_ step: Step) -> Turn {
        switch step {
        case .items(let container): return askForItem(of: container)
        case .question(let position): return ask(position)
        }
    }

    private mutating func ask(_ position: Position) -> Turn {
        guard let first = form.view(at: position) else { return .done }
        LineQuestion(view: first, form: form, console: console).announce()
        guard first.question.isAsked else { return .done }
        while let view = form.view(at: position) {
            let question = LineQuestion(view: view, form: form, console: console)
            switch question.read() {
            case .entry(let entry): _ = form.handle(.answer(position, entry))
            case .erase: _ = form.handle(.clear(position))
            case .keep: if view.answer == nil { _ = form.handle(.clear(position)) }
            case .again(let text):
                console.complain(text)
                continue
            case .command(.help):
                question.explain()
                continue
            case .command(.minus):
                _ = form.handle(.dispute(position))
                return .again
            case .command(.back):
                guard view.isDisputed, view.entry == nil else { return .back }
                _ = form.handle(.acceptCard(position))
                return .again
            case .command(.cancel): return .cancelled
            case .command: return .ended
            }
            if !review.tellProblems(at: position, of: form) { return .done }
        }
        return .done
    }

    private mutating func askForItem(of container: Position) -> Turn {
        guard let repetition = form.service.elements[container.element].repetition else { return .done }
        let items = form.items(of: container)
        let isFull = items.count >= repetition.maximum
        let isWanted = wanted == .items(container)
        wanted = nil
        if isFull && !isWanted { return .done }
        let reading = ItemReading(form: form, container: container, repetition: repetition, console: console)
        switch reading.read(isFull: isFull) {
        case .add:
            _ = form.handle(.addItem(container))
            return .again
        case .remove(let item):
            _ = form.handle(.removeItem(container, item: item))
            wanted = .items(container)
            return .again
        case .no:
            if items.isEmpty { _ = form.handle(.declineItems(container)) }
            return .done
        case .command(.back): return .back
        case .command(.cancel): return .cancelled
        case .command: return .ended
        }
    }

    // MARK: Back

    private mutating func goBack(from step: Step) {
        if undoesItem(of: step) { return }
        let steps = form.steps
        let before = steps.firstIndex(of: step).map { steps[..<$0] } ?? []
        guard let previous = before.last(where: isAsked) else { return console.say(.first) }
        done.remove(previous)
        if case .items = previous { wanted = previous }
    }

    private func isAsked(_ step: Step) -> Bool {
        guard case .question(let position) = step else { return true }
        return form.view(at: position)?.question.isAsked == true
    }

    /// Takes back an item that was just added, and of which nothing was answered yet.
    private mutating func undoesItem(of step: Step) -> Bool {
        guard let (container, item) = form.containers(around: step.position).last(where: { $0.item != nil }), let item,
            let minimum = form.service.elements[container.element].repetition?.minimum,
            form.items(of: container).count > minimum, form.items(of: container).last == item
        else { return false }
        let inside = form.steps(in: container).filter {
            form.containers(around: $0.position).contains { $0.container == container && $0.item == item }
        }
        guard inside.allSatisfy({ !done.contains($0) || !isAsked($0) }) else { return false }
        done.remove(.items(container))
        return form.handle(.removeItem(container, item: item)) != [.ignored]
    }

    // MARK: Beginning and end

    /// Shows the review list; an outcome where the walk is over, nothing where it goes on.
    private mutating func finish() -> Outcome? {
        let errors = form.problems.filter { $0.problem.level == .error }
        let steps = form.steps
        if let step = errors.lazy.compactMap({ error in steps.first { $0.position == error.position } }).first {
            review.tellProblems(of: form)
            return change(step)
        }
        if errors.isEmpty, console.isSilent { return .finished }
        let listed = review.list(form)
        review.tellProblems(of: form)
        while true {
            switch console.read(console(.change)) {
            case .empty where errors.isEmpty:
                review.end(form)
                return .finished
            case .end: return errors.isEmpty ? .finished : giveUp()
            case .cancel: return cancel()
            case .back: return steps.last(where: isAsked).flatMap { change($0) }
            case .text(let text):
                if let number = Int(text), listed.indices.contains(number - 1) { return change(listed[number - 1]) }
                console.complain(console(.noMatch, ["text": text]))
            case .help: console.say(.help)
            case .empty, .minus: review.tellProblems(of: form)
            }
        }
    }

    private mutating func change(_ step: Step) -> Outcome? {
        done.remove(step)
        wanted = step
        return nil
    }

    private mutating func isReconsidered(_ stop: (position: Position, stop: Stop)) -> Bool {
        printStop(stop.stop)
        if console.isSilent { return false }
        guard console.read(console(.reconsider)) == .back else { return false }
        done.remove(.question(stop.position))
        _ = form.handle(.clear(stop.position))
        return true
    }

    private func printStop(_ stop: Stop) {
        console.say(.stopped, ["text": stop.message(console.language)])
        guard let id = stop.service else { return }
        let right = configuration.service(id, on: form.today)
        console.say(.rightService, ["service": right?.title(console.language) ?? id])
    }

    private func cancel() -> Outcome {
        console.say(.cancelled)
        return .cancelled
    }

    private mutating func giveUp() -> Outcome {
        console.say(.incomplete)
        review.tellProblems(of: form)
        return .ended
    }
}
