import Catalogue
import Expressions

/// Brings the cells of a form up to date after something was given: only those that depend on it.
struct FormEvaluation {
    private let graph: DependencyGraph
    private var work: Worklist
    private var toJudge: Set<Position> = []
    private(set) var defects: [Defect] = []
    private(set) var changed: Set<Int> = []
    /// Expressions evaluated, for tests and benchmarks.
    private(set) var evaluations = 0

    init(graph: DependencyGraph) {
        self.graph = graph
        work = Worklist(rank: graph.rank)
    }

    mutating func mark(_ position: Position) { work.insert(position) }

    /// Computes what was marked and all that depends on it: first what is shown and what its values are, then, with all
    /// values settled, what is wrong with them.
    mutating func run(_ state: inout FormState) {
        while let positions = work.popFirst() {
            for position in positions { settle(position, &state) }
        }
        for position in toJudge { judge(position, &state) }
    }

    // MARK: Values

    private mutating func settle(_ position: Position, _ state: inout FormState) {
        let old = state.cells[position]
        guard exists(position, state) else {
            state.cells[position] = nil
            return
        }
        var cell = Cell()
        cell.isVisible = isVisible(position, state)
        if let question = state.service.question(at: position.element) {
            settle(question, at: position, &cell, state)
        }
        cell.problems = old?.problems ?? []
        cell.isRequired = old?.isRequired ?? false
        cell.stop = old?.stop
        state.cells[position] = cell
        toJudge.insert(position)
        let isContainer = !state.service.elements[position.element].children.isEmpty
        if old != cell || isContainer { propagate(from: position, state) }
    }

    private mutating func propagate(from position: Position, _ state: FormState) {
        changed.insert(position.element)
        for reader in graph.valueReaders[position.element] {
            for target in targets(of: reader, from: position, state) { work.insert(target) }
        }
        for reader in graph.ruleReaders[position.element] {
            for target in targets(of: reader, from: position, state) { toJudge.insert(target) }
        }
    }

    private func targets(of reader: DependencyGraph.Reader, from position: Position, _ state: FormState) -> [Position] {
        state.positions(of: reader.element, within: reader.sameItem ? position.items : .none)
    }

    /// Whether the items that a position lies in are still there.
    private func exists(_ position: Position, _ state: FormState) -> Bool {
        var current = position
        while let container = state.container(of: current) {
            if let item = container.item, !state.items(of: container.position).contains(item) { return false }
            current = container.position
        }
        return true
    }

    private mutating func isVisible(_ position: Position, _ state: FormState) -> Bool {
        let element = state.service.elements[position.element]
        if let container = state.container(of: position), !state.cell(container.position).isVisible { return false }
        if !element.profiles.isEmpty && !element.profiles.contains(state.profile) { return false }
        guard let rule = element.showIf else { return true }
        switch evaluate(rule, at: position, state) {
        case .value(let value): return value == .bool(true)
        case .unanswered: return false
        // A question too many is better than one that is silently missing.
        case .failed: return true
        }
    }

    private mutating func settle(_ question: Question, at position: Position, _ cell: inout Cell, _ state: FormState) {
        switch question.kind {
        case .note, .group: return
        case .compute(let rule):
            guard cell.isVisible, case .value(let value) = evaluate(rule, at: position, state) else { return }
            cell.value = value
            cell.source = .computed
            return
        case .choice(let choices), .multi(let choices, _, _): cell.options = options(choices, at: position, state)
        default: break
        }
        guard cell.isVisible else { return }
        (cell.answer, cell.source) = answer(to: question, at: position, cell.options, state)
        cell.value = cell.answer?.value
    }

    /// The answer that counts: what was given, else the card's, else the default.
    private mutating func answer(
        to question: Question, at position: Position, _ options: [ChoiceOption]?, _ state: FormState
    ) -> (Answer?, Cell.Source) {
        if !state.disputed.contains(position), let answer = prefill(question, at: position, options, state) {
            return (answer, .card)
        }
        if state.entries[position] != nil { return (state.given[position], .given) }
        guard let rule = question.defaultValue, case .value(let value) = evaluate(rule, at: position, state) else {
            return (nil, .none)
        }
        let reading = PrefillReading(question: question, options: options, municipality: state.municipality)
        return reading.answer(from: value).map { ($0, .fallback) } ?? (nil, .none)
    }

    private mutating func prefill(
        _ question: Question, at position: Position, _ options: [ChoiceOption]?, _ state: FormState
    ) -> Answer? {
        guard let rule = question.prefill, prefillHolds(at: position, state) else { return nil }
        let readsCard = rule.program.uses.contains { ($0.slot ?? 0) <= Slot.firstEID }
        let card = state.card(for: position)
        if readsCard && card == nil { return nil }
        guard case .value(let value) = evaluate(rule, at: position, state, card: card) else { return nil }
        return PrefillReading(question: question, options: options, municipality: state.municipality).answer(from: value)
    }

    private mutating func prefillHolds(at position: Position, _ state: FormState) -> Bool {
        guard let index = state.service.chain(from: position.element).last, let page = state.service.page(at: index),
            let rule = page.prefillIf
        else { return true }
        return evaluate(rule, at: position, state) == .value(.bool(true))
    }

    // MARK: Choices

    /// What can be chosen now; nothing where a code list says it.
    private mutating func options(_ choices: Choices, at position: Position, _ state: FormState) -> [ChoiceOption]? {
        switch choices.source {
        case .codeList: return nil
        case .options(let all):
            return all.filter { option in
                guard let rule = option.showIf else { return true }
                return evaluate(rule, at: position, state) == .value(.bool(true))
            }.map { ChoiceOption(value: $0.value, label: $0.label) }
        case .answers(let rule):
            guard case .value(.list(let values)) = evaluate(rule, at: position, state) else { return [] }
            return ItemTitles(service: state.service).options(from: values, type: rule.program.type)
        }
    }

    // MARK: Judgement

    private mutating func judge(_ position: Position, _ state: inout FormState) {
        guard var cell = state.cells[position] else { return }
        cell.problems = []
        cell.stop = nil
        cell.isRequired = false
        if cell.isVisible {
            if let question = state.service.question(at: position.element) { judge(question, at: position, &cell, state) }
            if let repetition = state.service.elements[position.element].repetition {
                cell.problems = RepeatJudgement(repetition).problems(at: position, state)
            }
        }
        state.cells[position] = cell
    }

    private mutating func judge(_ question: Question, at position: Position, _ cell: inout Cell, _ state: FormState) {
        guard question.isAsked else { return }
        cell.isRequired = isRequired(question, at: position, state)
        guard let answer = cell.answer else {
            if cell.isRequired && state.inputProblems[position] == nil { cell.problems = [Problem(.missing(question.missing))] }
            return
        }
        if let problem = OptionJudgement(question: question, options: cell.options).problem(with: answer) {
            cell.problems.append(problem)
        }
        for check in question.checks {
            let holds = evaluate(check.rule, at: position, state, this: cell.value)
            switch holds {
            case .value(.bool(true)), .unanswered: break
            default: cell.problems.append(Problem(.rule(check.message), level: check.level))
            }
        }
        cell.stop = question.stops.indices.first { index in
            evaluate(question.stops[index].rule, at: position, state, this: cell.value) == .value(.bool(true))
        }
    }

    private mutating func isRequired(_ question: Question, at position: Position, _ state: FormState) -> Bool {
        switch question.requirement {
        case .always: return true
        case .never: return false
        case .when(let rule):
            switch evaluate(rule, at: position, state) {
            case .value(let value): return value == .bool(true)
            case .unanswered: return false
            case .failed: return true
            }
        }
    }

    // MARK: Expressions

    private mutating func evaluate(
        _ rule: Rule, at position: Position, _ state: FormState, this: Value? = nil, card: Applicant? = nil
    ) -> Outcome {
        evaluations += 1
        let outcome = rule.program.evaluate(in: FormActivation(state, at: position, this: this, card: card))
        if case .failed(let fault) = outcome { defects.append(Defect(rule.location, fault)) }
        return outcome
    }
}
