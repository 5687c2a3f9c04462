import Expressions

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
        // What reads itself is told by itself, not as a cycle.
        inputs.remove(index)
        return inputs
    }

    func valueRules(of element: Element) -> [Rule] {
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
