import Catalogue

extension Element {
    /// The rules that decide whether it is shown and what its value is.
    func valueRules(on service: Service) -> [Rule] {
        var rules = showIf.map { [$0] } ?? []
        guard let question else { return rules }
        rules += [question.defaultValue, question.prefill].compactMap { $0 }
        if question.prefill != nil, let page = service.chain(from: place.index).last.flatMap(service.page),
            let rule = page.prefillIf
        {
            rules.append(rule)
        }
        switch question.kind {
        case .compute(let rule): rules.append(rule)
        case .choice(let choices), .multi(let choices, _, _): rules += choices.optionRules
        default: break
        }
        return rules
    }

    /// The rules that judge its value, for a page also those of the service that point to it.
    func judgingRules(on service: Service) -> [Rule] {
        guard let question else { return service.checks.filter { $0.page == place.index }.map(\.check.rule) }
        var rules = question.checks.map(\.rule) + question.stops.map(\.rule)
        if case .when(let rule) = question.requirement { rules.append(rule) }
        return rules
    }
}

extension Service {
    /// Everything in a page or group, at any depth.
    func descendants(of index: Int) -> [Int] {
        elements[index].children.flatMap { [$0] + descendants(of: $0) }
    }
}
