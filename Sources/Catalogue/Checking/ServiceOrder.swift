import Expressions

/// Checks that every rule can be decided when it is needed: no forward references, no cycles, and a warning where a rule
/// reads what can be hidden.
struct ServiceOrder {
    let service: Service
    let assembly: ServiceAssembly

    func check() {
        for element in service.elements {
            checkForward(element)
            checkHidden(element)
        }
        checkHiddenInService()
        checkCycles()
    }

    // MARK: Forward references

    private func checkForward(_ element: Element) {
        let own = element.place.index
        var rules = element.showIf.map { [$0] } ?? []
        if case .choice(let choices) = element.question?.kind { rules += choices.optionRules }
        if case .multi(let choices, _, _) = element.question?.kind { rules += choices.optionRules }
        if let page = element.page, let rule = page.prefillIf { rules.append(rule) }
        for rule in rules {
            for use in rule.program.uses {
                for read in service.elements(readBy: use) where read >= own && !service.chain(from: own).contains(read) {
                    assembly.log.error(
                        "“\(service.elements[read].place.path)” is asked later; “show_if” can only look at what was asked before.",
                        at: rule.location.moved(columns: use.offset))
                }
                if use.slot == own && use.field == nil {
                    assembly.log.error("This cannot depend on its own answer.", at: rule.location.moved(columns: use.offset))
                }
            }
        }
    }

    // MARK: What can be hidden

    private func checkHidden(_ element: Element) {
        guard let question = element.question else {
            if let rule = element.showIf { checkHidden(rule, owner: element.place.index, onlyNegative: true) }
            return
        }
        let own = question.place.index
        for rule in question.checks.map(\.rule) + question.stops.map(\.rule) {
            checkHidden(rule, owner: own, onlyNegative: false)
        }
        if case .when(let rule) = question.requirement { checkHidden(rule, owner: own, onlyNegative: false) }
        if let rule = question.showIf { checkHidden(rule, owner: own, onlyNegative: true) }
    }

    private func checkHiddenInService() {
        for check in service.checks { checkHidden(check.check.rule, owner: nil, onlyNegative: false) }
        for item in service.fee?.items ?? [] {
            let guards = item.showIf.map { guarded(in: $0.program) } ?? []
            checkHidden(item.cents, owner: nil, onlyNegative: false, guards: guards)
            if let rule = item.showIf { checkHidden(rule, owner: nil, onlyNegative: true) }
        }
    }

    /// Warns of each element that the rule reads and that can be hidden while the rule's owner is shown.
    private func checkHidden(_ rule: Rule, owner: Int?, onlyNegative: Bool, guards: Set<Int> = []) {
        let guards = guards.union(guarded(in: rule.program))
        let shown = owner.map(service.chain(from:)) ?? []
        let conditions = Set(shown.compactMap { service.elements[$0].showIf?.program.source })
        var told: Set<Int> = []
        for use in rule.program.uses where !use.inHas && (use.negative || !onlyNegative) {
            for read in service.elements(readBy: use) where !guards.contains(read) && !told.contains(read) {
                guard let hidden = hidingElement(of: read, field: use.field != nil, shown: shown, conditions: conditions)
                else { continue }
                told.insert(read)
                let path = service.elements[read].place.path
                let whole = hidden == read ? "" : " (with “\(service.elements[hidden].place.path)”)"
                assembly.log.warning(
                    "“\(path)” can be hidden\(whole), and then this rule is not decided. Write has(…) && … or !has(…) || ….",
                    at: rule.location.moved(columns: use.offset))
            }
        }
    }

    /// The elements that a rule asks `has()` of.
    private func guarded(in program: Program) -> Set<Int> {
        Set(program.uses.filter(\.inHas).flatMap(service.elements(readBy:)))
    }

    /// The first of the element and all it is in that can be hidden while the others are shown.
    private func hidingElement(of read: Int, field: Bool, shown: [Int], conditions: Set<String>) -> Int? {
        // A repeat that is hidden is an empty list, not unanswered.
        if service.elements[read].repetition != nil { return nil }
        var chain = service.chain(from: read)
        if field, let end = chain.firstIndex(where: { service.elements[$0].repetition != nil }) { chain = Array(chain[..<end]) }
        return chain.first { index in
            let element = service.elements[index]
            if shown.contains(index) { return false }
            if let condition = element.showIf?.program.source { return !conditions.contains(condition) }
            return !element.profiles.isEmpty && service.profiles.contains { !element.profiles.contains($0) }
        }
    }

    // MARK: Cycles

    private func checkCycles() {
        var state = [Visit](repeating: .unseen, count: service.elements.count)
        var path: [Int] = []
        for index in service.elements.indices where state[index] == .unseen {
            visit(index, &state, &path)
        }
    }

    private enum Visit { case unseen, open, done }

    private func visit(_ index: Int, _ state: inout [Visit], _ path: inout [Int]) {
        state[index] = .open
        path.append(index)
        for next in service.inputs(of: index).sorted() {
            if state[next] == .unseen {
                visit(next, &state, &path)
            } else if state[next] == .open, let start = path.firstIndex(of: next) {
                let names = (path[start...] + [next]).map { service.elements[$0].place.path }
                assembly.log.error(
                    "These need each other: \(names.joined(separator: " → ")). Take one of these names out of a rule.",
                    at: service.elements[index].place.location)
            }
        }
        path.removeLast()
        state[index] = .done
    }
}

extension Choices {
    /// The rules that decide what can be chosen.
    package var optionRules: [Rule] {
        switch source {
        case .options(let options): options.compactMap(\.showIf)
        case .codeList: []
        case .answers(let rule): [rule]
        }
    }
}

extension Service {
    /// The elements that the value or visibility of this one depends on.
    package func inputs(of index: Int) -> Set<Int> {
        let element = elements[index]
        var inputs: Set<Int> = element.place.parent.map { [$0] } ?? []
        for rule in valueRules(of: element) { inputs.formUnion(elements(readBy: rule.program)) }
        for title in titleFields(of: element) { inputs.insert(title) }
        // A question that reads the list it lies in needs the list's length, not itself.
        inputs.remove(index)
        return inputs
    }

    private func valueRules(of element: Element) -> [Rule] {
        var rules = element.showIf.map { [$0] } ?? []
        if let page = element.page { return rules + (page.prefillIf.map { [$0] } ?? []) }
        guard let question = element.question else { return rules }
        rules += [question.defaultValue, question.prefill].compactMap { $0 }
        switch question.kind {
        case .compute(let rule): rules.append(rule)
        case .choice(let choices), .multi(let choices, _, _): rules += choices.optionRules
        default: break
        }
        return rules
    }

    /// The fields that title the items of a repeat, where a question's choices are such items.
    private func titleFields(of element: Element) -> [Int] {
        let choices: Choices
        switch element.question?.kind {
        case .choice(let found), .multi(let found, _, _): choices = found
        default: return []
        }
        guard case .answers(let rule) = choices.source, case .list(.record(let record)) = rule.program.type,
            let container = elements.first(where: { $0.place.path == record.name })
        else { return [] }
        return container.repetition.map { Array($0.titleFields.values) } ?? []
    }
}
