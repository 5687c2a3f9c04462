import Expressions

/// Warns where a rule reads what can be hidden while the rule itself is wanted.
struct HiddenAnswers {
    let service: Service
    let assembly: ServiceAssembly

    func check() {
        for element in service.elements { checkHidden(element) }
        checkHiddenInService()
    }

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
                guard
                    let hidden = hidingElement(of: read, field: use.field != nil, shown: shown, conditions: conditions)
                else { continue }
                told.insert(read)
                let path = service.elements[read].place.path
                let whole = hidden == read ? "" : " (with “\(service.elements[hidden].place.path)”)"
                assembly.log.warning(
                    "“\(path)” can be hidden\(whole), and then this rule is not decided. Write has(…) && … or !has(…) || ….",
                    at: assembly.location(of: use, in: rule))
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
        if field, let end = chain.firstIndex(where: { service.elements[$0].repetition != nil }) {
            chain = Array(chain[..<end])
        }
        return chain.first { index in
            let element = service.elements[index]
            if shown.contains(index) { return false }
            if let condition = element.showIf?.program.source { return !conditions.contains(condition) }
            return !element.profiles.isEmpty && service.profiles.contains { !element.profiles.contains($0) }
        }
    }
}
