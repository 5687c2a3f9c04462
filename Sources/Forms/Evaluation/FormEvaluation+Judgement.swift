import Catalogue
import Expressions

extension FormEvaluation {
    /// What the rules say at a position; nothing where there is no such element or item.
    mutating func judgement(at position: Position, _ state: FormState) -> Cell.Judgement? {
        guard let cell = state.cells[position] else { return nil }
        var judgement = Cell.Judgement()
        guard cell.isVisible else { return judgement }
        switch plan.service.elements[position.element] {
        case .page(let page):
            judgement.problems = countProblems(page.repetition, at: position, state)
            for check in plan.service.checks where check.page == position.element {
                judgement.problems += problems([check.check], at: position, state, this: nil)
            }
        case .question(let question):
            judgement.problems = countProblems(question.group?.repetition, at: position, state)
            if question.isAsked { judge(question, cell, at: position, &judgement, state) }
        }
        return judgement
    }

    private mutating func judge(
        _ question: Question, _ cell: Cell, at position: Position, _ judgement: inout Cell.Judgement, _ state: FormState
    ) {
        judgement.isRequired = isRequired(question, at: position, state)
        if cell.source == .given { judgement.problems = state.given[position]?.problems ?? [] }
        guard let answer = cell.answer else {
            if judgement.problems.isEmpty && judgement.isRequired {
                judgement.problems = [Problem(.missing(question.missing))]
            }
            return
        }
        if let options = cell.options, answer.codes.contains(where: { code in !options.contains { $0.value == code } })
        {
            judgement.problems.append(Problem(.choiceGone))
        }
        judgement.problems += problems(question.checks, at: position, state, this: cell.value)
        judgement.stop = question.stops.indices.first { index in
            evaluate(question.stops[index].rule, at: position, state, this: cell.value) == .value(.bool(true))
        }
    }

    /// The checks that fail; those that need a missing answer are not made.
    private mutating func problems(
        _ checks: [Check], at position: Position, _ state: FormState, this: Value?
    ) -> [Problem] {
        checks.compactMap { check in
            switch evaluate(check.rule, at: position, state, this: this) {
            case .value(.bool(true)), .unanswered: nil
            default: Problem(.rule(check.message), level: check.level)
            }
        }
    }

    private mutating func isRequired(_ question: Question, at position: Position, _ state: FormState) -> Bool {
        switch question.requirement {
        case .always: true
        case .never: false
        case .when(let rule): holds(rule, at: position, state, failed: true)
        }
    }

    /// Whether a repeat has too few or too many items.
    private func countProblems(_ repetition: Repetition?, at position: Position, _ state: FormState) -> [Problem] {
        guard let repetition else { return [] }
        let count = state.items(of: position).count
        if count == 0, repetition.minimum == 0 {
            return state.declined.contains(position) ? [] : [Problem(.repeatAsk)]
        }
        if count < repetition.minimum { return [Problem(.repeatFew, ["min": String(repetition.minimum)])] }
        if count > repetition.maximum { return [Problem(.repeatMany, ["max": String(repetition.maximum)])] }
        return []
    }
}

extension Answer {
    /// The codes that were chosen.
    fileprivate var codes: [String] {
        let chosen: [Choice] =
            switch self {
            case .choice(let choice): [choice]
            case .choices(let choices): choices
            default: []
            }
        return chosen.compactMap { if case .code(let code) = $0 { code } else { nil } }
    }
}
