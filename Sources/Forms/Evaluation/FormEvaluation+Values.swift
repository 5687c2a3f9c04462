import Catalogue
import Expressions

extension FormEvaluation {
    /// The cell at a position, without its judgement.
    mutating func value(at position: Position, _ state: FormState) -> Cell {
        var cell = Cell()
        cell.isVisible = isVisible(position, state)
        if plan.nodes[position.element].repeats { cell.items = state.items(of: position) }
        guard cell.isVisible, let question = plan.service.question(at: position.element) else { return cell }
        switch question.kind {
        case .note, .group: break
        case .compute(let rule):
            guard case .value(let value) = evaluate(rule, at: position, state) else { break }
            cell.value = value
            cell.source = .computed
        case .choice(let choices), .multi(let choices, _, _):
            cell.options = options(choices, at: position, state)
            answer(question, at: position, &cell, state)
        default: answer(question, at: position, &cell, state)
        }
        return cell
    }

    private mutating func isVisible(_ position: Position, _ state: FormState) -> Bool {
        let element = plan.service.elements[position.element]
        if let container = state.container(of: position), state.cells[container.position]?.isVisible != true {
            return false
        }
        if !element.profiles.isEmpty && !element.profiles.contains(plan.profile) { return false }
        // A question too many is better than one that is silently missing.
        return element.showIf.map { holds($0, at: position, state, failed: true) } ?? true
    }

    /// Whether a condition holds: not where an answer that it needs is missing.
    mutating func holds(_ rule: Rule, at position: Position, _ state: FormState, failed: Bool) -> Bool {
        switch evaluate(rule, at: position, state) {
        case .value(let value): value == .bool(true)
        case .unanswered: false
        case .failed: failed
        }
    }

    // MARK: Answers

    /// The answer that counts: the card's unless it was said to be wrong, else what was given, else the default.
    private mutating func answer(_ question: Question, at position: Position, _ cell: inout Cell, _ state: FormState) {
        let reading = PrefillReading(question: question, options: cell.options, municipality: plan.municipality)
        let prefilled = prefill(question, at: position, state).flatMap(reading.answer)
        cell.isDisputed = prefilled != nil && state.disputed.contains(position)
        if prefilled != nil, !cell.isDisputed {
            (cell.answer, cell.source) = (prefilled, .card)
        } else if let given = state.given[position] {
            (cell.answer, cell.source) = (given.answer, .given)
        } else if let rule = question.defaultValue, case .value(let value) = evaluate(rule, at: position, state),
            let answer = reading.answer(from: value)
        {
            (cell.answer, cell.source) = (answer, .fallback)
        }
        cell.value = cell.answer?.value
    }

    private mutating func prefill(_ question: Question, at position: Position, _ state: FormState) -> Value? {
        guard let rule = question.prefill else { return nil }
        let card = state.card(for: position)
        if card == nil, rule.readsCard { return nil }
        let page = plan.service.page(at: plan.nodes[position.element].page)
        if let condition = page?.prefillIf, !holds(condition, at: position, state, failed: false) { return nil }
        guard case .value(let value) = evaluate(rule, at: position, state, card: card) else { return nil }
        return value
    }

    // MARK: Choices

    /// What can be chosen now; nothing where a code list says it.
    private mutating func options(_ choices: Choices, at position: Position, _ state: FormState) -> [ChoiceOption]? {
        switch choices.source {
        case .codeList: return nil
        case .options(let all):
            let shown = all.filter { option in
                option.showIf.map { holds($0, at: position, state, failed: true) } ?? true
            }
            return shown.map { ChoiceOption(value: $0.value, label: $0.label) }
        case .answers(let rule):
            guard case .value(.list(let values)) = evaluate(rule, at: position, state) else { return [] }
            return ItemTitles(service: plan.service).options(from: values, type: rule.program.type)
        }
    }
}

extension Rule {
    /// Whether it needs a card.
    fileprivate var readsCard: Bool { program.uses.contains { ($0.slot ?? 0) <= Slot.firstEID } }
}
