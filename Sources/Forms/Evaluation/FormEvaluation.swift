import Catalogue
import Expressions

/// Brings the cells of a form up to date after something was given: only those that depend on it.
struct FormEvaluation {
    let plan: FormPlan
    private var work: Worklist
    private var toJudge: Set<Position> = []
    private(set) var defects: Set<Defect> = []
    /// Elements that expressions see otherwise than before.
    private(set) var changed: Set<Int> = []
    /// Expressions evaluated, for tests and benchmarks.
    private(set) var evaluations = 0

    init(_ plan: FormPlan) {
        self.plan = plan
        work = Worklist(rank: plan.graph.rank)
    }

    /// Says that something was given here, or taken away.
    mutating func mark(_ position: Position) {
        work.insert(position)
        toJudge.insert(position)
    }

    /// Computes what was marked and all that depends on it: first what is shown and what its values are, then, with all
    /// values settled, what is wrong with them.
    mutating func run(_ state: inout FormState) {
        while let positions = work.popFirst() {
            for position in positions { settle(position, &state) }
        }
        for position in toJudge {
            guard let judgement = judgement(at: position, state) else { continue }
            state.cells[position]?.judgement = judgement
        }
    }

    private mutating func settle(_ position: Position, _ state: inout FormState) {
        let old = state.cells[position]
        var cell = value(at: position, state)
        cell.judgement = old?.judgement ?? Cell.Judgement()
        if cell == old { return }
        state.cells[position] = cell
        toJudge.insert(position)
        if old.map(cell.looksLike) != true { propagate(from: position, state) }
    }

    private mutating func propagate(from position: Position, _ state: FormState) {
        changed.insert(position.element)
        for reader in plan.graph.valueReaders[position.element] {
            for target in targets(of: reader, from: position, state) { work.insert(target) }
        }
        for reader in plan.graph.ruleReaders[position.element] {
            for target in targets(of: reader, from: position, state) { toJudge.insert(target) }
        }
    }

    private func targets(of reader: DependencyGraph.Reader, from position: Position, _ state: FormState) -> [Position] {
        state.positions(of: reader.element, within: reader.sameItem ? position.items : .none)
    }

    /// Evaluates a rule; one that fails is a defect of the file.
    mutating func evaluate(
        _ rule: Rule, at position: Position, _ state: FormState, this: Value? = nil, card: Applicant? = nil
    ) -> Outcome {
        evaluations += 1
        let outcome = rule.program.evaluate(in: FormActivation(state, at: position, this: this, card: card))
        if case .failed(let fault) = outcome { defects.insert(Defect(rule.location, fault)) }
        return outcome
    }
}
